import type { VNode } from 'preact';

interface NoticePageProps {
  readonly language: 'en' | 'id';
  readonly subject: string;
  readonly paragraphs: readonly (string | readonly string[])[];
  readonly promise: string;
  readonly link: { readonly label: string; readonly url: string } | undefined;
}

const body = 'margin:0;padding:24px;background:#f4f4f2;color:#1d1d1b;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,sans-serif';
const card = 'max-width:560px;margin:0 auto;padding:32px;background:#ffffff;border-radius:8px';
const promiseBox = 'margin:24px 0;padding:16px;border-left:4px solid #1f6f50;background:#eef6f2;font-weight:600';
const buttonStyle =
  'display:inline-block;padding:14px 24px;background:#1f6f50;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:600';

/** The HTML part: one column, one action, the link also in words; everything inline because mail clients drop style sheets. */
export function NoticePage({ language, subject, paragraphs, promise, link }: NoticePageProps): VNode {
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>{subject}</title>
      </head>
      <body style={body}>
        <main style={card}>
          {paragraphs.map((part) =>
            typeof part === 'string' ? (
              <p key={part} dir="auto" style="white-space:pre-line">
                {part}
              </p>
            ) : (
              <ul key={part.join()}>
                {part.map((item) => (
                  <li key={item} dir="auto">
                    {item}
                  </li>
                ))}
              </ul>
            ),
          )}
          <p style={promiseBox}>{promise}</p>
          {link ? (
            <p>
              <a href={link.url} style={buttonStyle}>
                {link.label}
              </a>
              <br />
              <small style="color:#555550">{link.url}</small>
            </p>
          ) : null}
        </main>
      </body>
    </html>
  );
}
