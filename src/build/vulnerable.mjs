// Which components of a bill of materials (CycloneDX) are named by advisories (OSV, https://ossf.github.io/osv-schema/).

/** `{ ecosystem, name, version, purl }` of every component of a bill; what has no address of a package is left out. */
export function componentsOf(bill) {
  return (bill.components ?? []).flatMap((component) => {
    const found = /^pkg:(maven|npm)\/([^@?]+)@([^?]+)/.exec((component.purl ?? '').replace('%40', '~'));
    if (!found) return [];
    const [, type, path, version] = found;
    const named = decodeURIComponent(path).replace('~', '@');
    return [
      {
        ecosystem: type === 'maven' ? 'Maven' : 'npm',
        name: type === 'maven' ? named.replace('/', ':') : named,
        version: decodeURIComponent(version),
        purl: component.purl.split('?')[0],
      },
    ];
  });
}

/** The advisories that name one of the components: `{ component, id, summary, fixed }`. */
export function vulnerable(components, advisories) {
  const byName = new Map();
  for (const advisory of advisories) {
    if (advisory.withdrawn) continue;
    for (const affected of advisory.affected ?? []) {
      const key = `${affected.package?.ecosystem}|${affected.package?.name}`;
      byName.set(key, [...(byName.get(key) ?? []), { advisory, affected }]);
    }
  }
  return components.flatMap((component) =>
    (byName.get(`${component.ecosystem}|${component.name}`) ?? [])
      .filter(({ affected }) => isAffected(component.version, affected))
      .map(({ advisory, affected }) => ({
        component,
        id: advisory.id,
        summary: advisory.summary ?? '',
        fixed: fixes(affected),
      })),
  );
}

export function isAffected(version, affected) {
  if (affected.versions?.includes(version)) return true;
  return (affected.ranges ?? [])
    .filter((range) => range.type !== 'GIT')
    .some((range) => {
      let inside = false;
      for (const event of range.events ?? []) {
        if (event.introduced !== undefined && compare(version, event.introduced) >= 0) inside = true;
        if (event.fixed !== undefined && compare(version, event.fixed) >= 0) inside = false;
        if (event.last_affected !== undefined && compare(version, event.last_affected) > 0) inside = false;
      }
      return inside;
    });
}

function fixes(affected) {
  return (affected.ranges ?? []).flatMap((range) => range.events ?? []).flatMap((event) => event.fixed ?? []);
}

const BEFORE_THE_RELEASE = /^(alpha|beta|a|b|m|milestone|rc|cr|snapshot|pre|preview|ea)/;

/** Numbers by value, words of what comes before a release below it, other words (Final, jre, android) not at all. */
export function compare(left, right) {
  const a = parts(left);
  const b = parts(right);
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parts(version) {
  return version
    .toLowerCase()
    .replace(/\+.*$/, '')
    .split(/[.\-_]|(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)/)
    .flatMap((part) => {
      if (/^\d+$/.test(part)) return [Number(part)];
      return BEFORE_THE_RELEASE.test(part) ? [-1] : [];
    });
}
