/** The whole title of a test as a pattern; `%s`, `%i` and `$name` of a table of cases stand for anything. */
export function patternOf(name: string): RegExp {
  const words = name.split(/%[a-z]|\$\w+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?:^|\\s)${words.join('.+')}$`);
}
