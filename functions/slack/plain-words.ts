/** Signs that turn the direction of what follows, or hide in it (Unicode's bidirectional controls and zero-width signs). */
const turning = /[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
const controls = /[\p{Cc}\u2028\u2029]+/gu;

/** What somebody wrote, as one line that can neither break out of it nor turn it around; cut to `most` characters. */
export function inert(text: string, most = 300): string {
  const line = text.replace(turning, '').replace(controls, ' ').replace(/ {2,}/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** The same for a place where Slack reads mrkdwn: no mention, link or entity can begin. Source: https://docs.slack.dev/messaging/formatting-message-text */
export function inertMrkdwn(text: string, most = 300): string {
  return inert(text, most).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
