// Names the dependencies that are outdated and those that advisories name as vulnerable.
//
//   node src/build/dependencies.mjs                        asks Maven Central, the npm registry and osv.dev
//   node src/build/dependencies.mjs --advisories <path>    takes the advisories from a file or folder of OSV records
//
// Ends with 1 where something is vulnerable, and with 3 where that could not be found out: no answer is no good answer.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { componentsOf, vulnerable } from './vulnerable.mjs';

const home = resolve(import.meta.dirname, '../..');
const target = join(home, 'target/dependencies');
const at = process.argv.indexOf('--advisories');
const advisories = at > 0 ? process.argv[at + 1] : undefined;
mkdirSync(target, { recursive: true });

maven(['cyclonedx:makeAggregateBom', '-DoutputFormat=json', '-DoutputName=application.cdx', `-DoutputDirectory=${target}`]);
const workbench = run('npm', ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--omit=dev'], 'src/main/frontend');
writeFileSync(join(target, 'workbench.cdx.json'), workbench.stdout);

const components = ['application.cdx.json', 'workbench.cdx.json'].flatMap((file) =>
  componentsOf(JSON.parse(readFileSync(join(target, file), 'utf8'))),
);
console.log(`${components.length} components in target/dependencies`);

console.log('\nOutdated:');
maven([
  'versions:display-parent-updates',
  'versions:display-property-updates',
  `-Dversions.outputFile=${join(target, 'outdated.txt')}`,
]);
console.log(
  readFileSync(join(target, 'outdated.txt'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('->'))
    .join('\n'),
);
console.log(run('npm', ['outdated'], 'src/main/frontend', [0, 1]).stdout);

console.log('Vulnerable:');
const found = advisories ? vulnerable(components, read(advisories)) : await asked(components);
if (!found) {
  console.log(`  NOT CHECKED: ${'https://api.osv.dev'} did not answer. Fetch the records of Maven and npm from
  https://osv-vulnerabilities.storage.googleapis.com where that can be reached, and give them with --advisories.`);
  process.exit(3);
}
for (const { component, id, summary, fixed } of found) {
  console.log(`  ${component.purl}  ${id}  ${summary}${fixed.length ? `  fixed in ${fixed.join(', ')}` : ''}`);
}
console.log(found.length ? '' : '  none that the advisories name');
process.exit(found.length ? 1 : 0);

/** Asks for all at once; undefined where nobody answers. */
async function asked(all) {
  try {
    const answer = await fetch('https://api.osv.dev/v1/querybatch', {
      method: 'POST',
      body: JSON.stringify({ queries: all.map((one) => ({ package: { purl: one.purl } })) }),
      signal: AbortSignal.timeout(30_000),
    });
    if (!answer.ok) return undefined;
    const { results } = await answer.json();
    return results.flatMap((result, place) =>
      (result.vulns ?? []).map((one) => ({ component: all[place], id: one.id, summary: '', fixed: [] })),
    );
  } catch {
    return undefined;
  }
}

function read(path) {
  if (statSync(path).isDirectory()) {
    return readdirSync(path)
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) => read(join(path, file)));
  }
  return [JSON.parse(readFileSync(path, 'utf8'))].flat();
}

function maven(goals) {
  return run(join(home, 'mvnw'), ['-B', '-q', '-ntp', ...goals], '.');
}

function run(command, args, folder, accepted = [0]) {
  const done = spawnSync(command, args, { cwd: join(home, folder), encoding: 'utf8' });
  if (done.error || !accepted.includes(done.status)) {
    console.error(`${command} ${args.join(' ')} failed:\n${done.error ?? done.stdout + done.stderr}`);
    process.exit(2);
  }
  return done;
}
