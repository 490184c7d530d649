// Ground for plants: a good page to put one fault into, and a server for it.

import http from 'node:http';

const STYLE = `
  :root { color-scheme: light dark; --paper: #fff; --text: #14181c; --link: #1c4587; }
  @media (prefers-color-scheme: dark) { :root { --paper: #10151a; --text: #e9ecee; --link: #a3c4f5; } }
  body { margin: 1rem; font: 17px/1.5 serif; font-variant-numeric: tabular-nums; background: var(--paper); color: var(--text); }
  p { max-width: 27em; } a { color: var(--link); display: inline-block; min-height: 24px; } input { font-size: 1rem; height: 46px; font-variant-numeric: inherit; }
  a:focus-visible, input:focus-visible { outline: 3px solid; }`;
export const POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'";
export const PROSE = 'The road was long, and every vest that was paid for in the spring had to cross two borders before it lay in a store. ';

export const page = (inside, { style = '', head = '' } = {}) => ({
  style: STYLE + style,
  html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A page of 23 words</title><link rel="icon" href="data:,"><link rel="stylesheet" href="style.css">${head}</head>
<body><main><h1>Day 23</h1><p>${PROSE.repeat(3)}</p><p><a href="one">One way</a> and <a href="two">another way</a></p>
<form action="three" method="post"><label for="name">Name</label> <input type="text" id="name" name="name"></form>${inside}</main></body></html>`,
});

export function serve(pages) {
  const server = http.createServer((request, response) => {
    const [, name, file] = request.url.split('/');
    const plant = pages[name];
    if (plant && request.method === 'POST') {
      request.resume();
      response.writeHead(plant.status ?? 422, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY });
      response.end(plant.answer);
    } else if (plant && !file) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...(plant.policy === '' ? {} : { 'content-security-policy': plant.policy ?? POLICY }) });
      response.end(plant.html);
    } else if (plant && file === 'style.css') {
      response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' });
      response.end(plant.style);
    } else {
      response.writeHead(404, { 'content-type': 'text/plain' });
      response.end('not here');
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
