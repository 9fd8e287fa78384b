/** What breaks a line, hides, or turns the direction of what follows: controls, separators, marks and overrides of bidirectional text. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/gu;
const joiner = '\u2060';

/**
 * What somebody typed as one line that does nothing: no line of its own, no header, no link that a mail program makes of an address (a word
 * joiner, which is invisible, keeps it from that), at most `longest` characters.
 */
export function inert(text: string, longest = 200): string {
  const line = text.replace(unseen, ' ').replace(/ {2,}/g, ' ').trim();
  const short =
    [...line].length > longest
      ? `${[...line]
          .slice(0, longest - 1)
          .join('')
          .trimEnd()}…`
      : line;
  return short.replace(/(?<=\w):(?=\/\/)|(?<=mailto):/gi, `$&${joiner}`).replace(/(?<=[\p{L}\p{N}])[.@](?=\p{L}{2,})/gu, `${joiner}$&`);
}
