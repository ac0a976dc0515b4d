import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { mockServer } from './dev/mock-server.ts';

const backend = process.env.BATON_URL ?? 'http://localhost:8080';

export default defineConfig(({ mode }) => ({
  // The invented server exists only for `npm run dev:mock`; a build never reaches it.
  plugins: [react(), ...(mode === 'mock' ? [mockServer()] : [])],
  build: {
    outDir: process.env.BATON_STATIC ?? resolve(import.meta.dirname, '../../../target/classes/static'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      input: {
        index: resolve(import.meta.dirname, 'index.html'),
        'lead-form': resolve(import.meta.dirname, 'lead-form.html'),
      },
    },
  },
  server: {
    proxy:
      mode === 'mock'
        ? undefined
        : Object.fromEntries(
            ['/api', '/public/leads', '/v3', '/swagger-ui', '/actuator'].map((path) => [path, { target: backend }]),
          ),
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
  },
}));
