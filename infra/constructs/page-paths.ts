/** Which file serves a path; each page knows by itself what the rest of its path means. Tried from top to bottom. */
const pagePaths: readonly (readonly [path: RegExp, file: string])[] = [
  [/^\/$/, 'portal.html'],
  [/^\/status\/[^/]+\/?$/, 'status.html'],
  [/^\/approvals\/[^/]+\/?$/, 'approval.html'],
  [/^\/clocks\/[^/]+\/?$/, 'clock.html'],
  [/^\/console(\/.*)?$/, 'console.html'],
];
const assets = /^\/assets\/[\w.-]+$/;

/** The file of the web bundle that serves a path, or undefined when there is none. */
export function pageFileFor(path: string): string | undefined {
  return assets.test(path) ? path.slice(1) : pagePaths.find(([pattern]) => pattern.test(path))?.[1];
}

/** The same as the code of a CloudFront function (runtime 2.0) for viewer requests: it leads to the file, or answers 404 itself. */
export function pageFunctionCode(): string {
  return `var assets = ${assets};
var pages = [${pagePaths.map(([pattern, file]) => `[${pattern}, '${file}']`).join(', ')}];
function handler(event) {
  var request = event.request;
  if (assets.test(request.uri)) return request;
  for (var i = 0; i < pages.length; i++) {
    if (pages[i][0].test(request.uri)) {
      request.uri = '/' + pages[i][1];
      return request;
    }
  }
  return {
    statusCode: 404,
    statusDescription: 'Not Found',
    headers: { 'content-type': { value: 'text/plain' }, 'cache-control': { value: 'no-store' } },
    body: 'This page does not exist.\\n',
  };
}
`;
}
