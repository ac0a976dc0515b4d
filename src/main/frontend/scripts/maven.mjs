// What Maven calls: `node scripts/maven.mjs build|test`. It does nothing when nothing changed since the last time, so
// that a second start of the application does not wait for npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const task = process.argv[2];
const target = resolve(process.argv[3] ?? join(home, '../../../target'));

if (task === 'test' && process.argv[4] === 'true') {
  process.exit(0);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`the workbench is built with Node.js 20.19 or newer, but \`node\` is ${process.versions.node}.
Install a newer one (https://nodejs.org), or leave the workbench out with -Dskip.frontend.`);
}

const packages = hashOf(['package.json', 'package-lock.json']);
const sources = hashOf(
  [
    'package-lock.json',
    'package.json',
    'openapi.json',
    'vite.config.ts',
    'tsconfig.json',
    'eslint.config.js',
    '.prettierrc.json',
    'index.html',
    'lead-form.html',
  ],
  ['src', 'public'],
);

switch (task) {
  case 'build':
    installed();
    step('building the workbench', join(target, 'frontend/build.stamp'), `${packages}-${sources}`, {
      done: () => existsSync(join(target, 'classes/static/index.html')),
      act: () => {
        npm(['exec', '--no', '--', 'vite', 'build', '--logLevel', 'warn'], {
          BATON_STATIC: join(target, 'classes/static'),
        });
      },
    });
    break;
  case 'test':
    installed();
    step('testing the workbench', join(target, 'frontend/test.stamp'), `${packages}-${sources}`, {
      done: () => true,
      act: () => {
        npm(['run', 'typecheck', '--silent']);
        npm(['run', 'lint', '--silent']);
        npm(['test', '--silent']);
      },
    });
    break;
  default:
    fail('expected `build` or `test`');
}

function installed() {
  step('installing the packages of the workbench', join(home, 'node_modules/.baton-stamp'), packages, {
    done: () => existsSync(join(home, 'node_modules/vite')),
    act: () => npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']),
  });
}

function step(what, stamp, hash, { done, act }) {
  if (done() && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) {
    return;
  }
  console.log(`[frontend] ${what} …`);
  rmSync(stamp, { force: true });
  const started = Date.now();
  act();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  console.log(`[frontend] done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function npm(args, env = {}) {
  const windows = process.platform === 'win32';
  const result = spawnSync(windows ? 'npm.cmd' : 'npm', args, {
    cwd: home,
    stdio: 'inherit',
    shell: windows,
    // Some packages report their use from an install script; nothing of a build is to be reported.
    env: { ...process.env, IBM_TELEMETRY_DISABLED: 'true', ...env },
  });
  if (result.error) {
    fail(`npm could not be started (${result.error.message}). It comes with Node.js; is it on the PATH?`);
  }
  if (result.status !== 0) {
    fail(`\`npm ${args.join(' ')}\` failed; what it said stands above.`);
  }
}

function hashOf(files, folders = []) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  const all = [...files, ...folders.flatMap(filesBelow)].sort();
  for (const file of all) {
    if (existsSync(join(home, file))) {
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(home, file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  const path = join(home, folder);
  if (!existsSync(path)) {
    return [];
  }
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(home.length + 1));
}

function fail(message) {
  console.error(`[frontend] ${message}`);
  process.exit(1);
}
