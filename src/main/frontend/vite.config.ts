import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const backend = process.env.BATON_URL ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': resolve(import.meta.dirname, 'src') } },
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
    proxy: Object.fromEntries(
      ['/api', '/public/leads', '/v3', '/swagger-ui', '/actuator'].map((path) => [path, { target: backend }]),
    ),
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing.ts'],
    // A page with dialogs takes seconds on a machine that is busy with the rest of the build.
    testTimeout: 30_000,
  },
});
