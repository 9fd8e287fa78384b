import { describe, expect, it } from 'vitest';
import { inert } from '../../../domain/texts/inert.ts';

describe('what somebody typed, made inert', () => {
  it.each([
    ['a header of its own', 'Mug\r\nBcc: eve@evil.example', /[\r\n]/],
    ['a paragraph of its own', 'Mug\u2028\u2029Approve here', /[\u2028\u2029]/],
    ['text that runs the other way', 'Mug \u202Egro.live\u202C', /[\u202A-\u202E]/],
    ['marks that nobody sees', 'M\u200Bu\u200Fg\uFEFF', /[\u200B-\u200F\uFEFF]/],
    ['a link', 'see https://evil.example/x', /https?:\/\/|\w\.example/],
    ['an address of a site', 'see www.evil.example', /www\.|\w\.example/],
    ['an address of a person', 'write to eve@evil.example', /eve@evil/],
    ['a link to a mail', 'mailto:eve@evil.example', /mailto:\w/],
  ])('holds no %s', (_, typed, dangerous) => {
    expect(typed).toMatch(dangerous);
    expect(inert(typed)).not.toMatch(dangerous);
  });

  it.each(['Blue mug, 0.5 l – 12.50', 'Ana Putri', 'مرحبا 🧥', 'R-00000001: *bold* <!channel>'])('leaves %s as it is', (typed) => {
    expect(inert(typed)).toBe(typed);
  });

  it('ends what is too long', () => expect(inert('x'.repeat(300))).toBe(`${'x'.repeat(199)}…`));
});
