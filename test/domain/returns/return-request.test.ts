import { describe, expect, it } from 'vitest';
import { checkRequest, type RequestedLine, ReturnRequest } from '../../../domain/returns/return-request.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { aLine, anOrder } from '../../builders/an-order.ts';

const line: RequestedLine = { lineId: '1', quantity: 1, reason: 'changed-mind' };
const body = { orderId: 'A-1', lines: [line], remedy: 'refund' };

describe('the body of a request', () => {
  it.each([
    ['a quantity in quotes', { lines: [{ ...line, quantity: '2' }] }, 'lines.0.quantity'],
    ['a quantity of 0', { lines: [{ ...line, quantity: 0 }] }, 'lines.0.quantity'],
    ['a quantity of -1', { lines: [{ ...line, quantity: -1 }] }, 'lines.0.quantity'],
    ['a quantity of 1.5', { lines: [{ ...line, quantity: 1.5 }] }, 'lines.0.quantity'],
    ['a quantity of 1e308', { lines: [{ ...line, quantity: 1e308 }] }, 'lines.0.quantity'],
    ['no lines', { lines: [] }, 'lines'],
    ['ten thousand lines', { lines: Array.from({ length: 10_000 }, () => line) }, 'lines'],
    ['an unknown remedy', { remedy: 'apology' }, 'remedy'],
    ['an unknown field', { giftWrap: true }, ''],
  ])('is wrong with %s', (_sentence, differs, path) => {
    const parsed = ReturnRequest.safeParse({ ...body, ...differs });
    expect(parsed.error?.issues[0]?.path.join('.')).toBe(path);
  });

  it('takes the customer to post it themselves unless said otherwise', () => {
    expect(ReturnRequest.parse(body).route).toBe('own-postage');
  });

  it('keeps emoji and right-to-left text as they are', () => {
    const comment = 'رائع 🫖 שלום';
    expect(ReturnRequest.parse({ ...body, lines: [{ ...line, comment }] }).lines[0]?.comment).toBe(comment);
  });
});

describe('a request is wrong when', () => {
  const title = 'Blue mug';
  it.each([
    ['the order has no such line', [{ ...line, lineId: '9' }], '/lines/0/lineId', 'unknown-line', { lineId: '9' }],
    ['a line occurs twice', [line, line], '/lines/1/lineId', 'line-twice', { title }],
    ['more is asked for than no return holds', [{ ...line, quantity: 4 }], '/lines/0/quantity', 'too-many', { title, asked: 4, left: 3 }],
    ['the reason is unknown', [{ ...line, reason: 'bored' }], '/lines/0/reason', 'unknown-reason', { reason: 'bored' }],
    ['the reason is only a heading', [{ ...line, reason: 'size' }], '/lines/0/reason', 'reason-too-broad', { reason: 'size' }],
    ['the photo is missing', [{ ...line, reason: 'damaged' }], '/lines/0/photos', 'photo-needed', { title }],
    ['the list of photos is empty', [{ ...line, reason: 'damaged', photos: [] }], '/lines/0/photos', 'photo-needed', { title }],
    ['the comment is blank', [{ ...line, reason: 'other', comment: '  ' }], '/lines/0/comment', 'comment-needed', { title }],
    ['the heading demands a comment', [{ ...line, reason: 'too-large' }], '/lines/0/comment', 'comment-needed', { title }],
  ])('%s', (_sentence, lines, pointer, code, values) => {
    expect(check(lines)).toEqual([{ pointer, because: { code, values } }]);
  });

  it.each([
    ['the reason needs nothing', [line]],
    ['the photo is there', [{ ...line, reason: 'damaged', photos: ['up-1'] }]],
    ['the comment is there', [{ ...line, reason: 'other', comment: 'too blue' }]],
    ['the child needs less than its heading', [{ ...line, reason: 'too-small' }]],
    ['all that is left is asked for', [{ ...line, quantity: 3 }]],
  ])('not when %s', (_sentence, lines) => {
    expect(check(lines)).toEqual([]);
  });

  it('several things are wrong: all of them are told', () => {
    const faults = check([
      { ...line, quantity: 9, reason: 'damaged' },
      { ...line, lineId: '9' },
    ]);
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/lines/0/quantity', '/lines/0/photos', '/lines/1/lineId']);
  });

  it('policy refuses, that is no fault of the request', () => {
    const order = anOrder({ lines: [aLine({ goods: false })] });
    expect(checkRequest(ReturnRequest.parse(body), order, new Map(), aReturnPolicy())).toEqual([]);
  });

  function check(lines: RequestedLine[]) {
    return checkRequest(ReturnRequest.parse({ ...body, lines }), anOrder(), new Map([['1', 3]]), aReturnPolicy());
  }
});
