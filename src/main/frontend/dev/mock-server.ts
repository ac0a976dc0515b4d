import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { answer } from './mock-answers.ts';

/** An invented server inside the dev server, for working on pages without a backend: `npm run dev:mock`. */
export function mockServer(): Plugin {
  return {
    name: 'baton-mock-server',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request: IncomingMessage, response: ServerResponse, next) => {
        const url = new URL(request.url ?? '/', 'http://localhost');
        if (!url.pathname.startsWith('/api') && url.pathname !== '/public/leads') {
          next();
          return;
        }
        if (url.pathname === '/api/notifications/stream') {
          response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
          response.write(': hello\n\n');
          return;
        }
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          let body: unknown;
          try {
            body = text ? JSON.parse(text) : undefined;
          } catch {
            body = undefined;
          }
          const { status = 200, json, cookies = [] } = answer(request.method ?? 'GET', url, body, request.headers.cookie ?? '');
          response.writeHead(status, {
            'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json',
            'Set-Cookie': ['XSRF-TOKEN=mock; Path=/', ...cookies],
          });
          response.end(json === undefined ? '' : JSON.stringify(json));
        });
      });
    },
  };
}
