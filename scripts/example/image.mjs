// What the example images are made of. Nothing in them does anything: programs are headers followed by a sentence.
// Layers are stored uncompressed: what gzip writes depends on the version of zlib.
import { createHash } from 'node:crypto';

const CREATED = '2025-06-02T08:00:00Z';

/** Packages of a small Alpine. */
export const base = [
  {
    name: 'alpine-baselayout',
    version: '3.7.0-r0',
    license: 'GPL-2.0-only',
    files: {
      'etc/motd': 'Welcome.\n',
      'etc/profile': 'export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n',
      'etc/shells': '/bin/sh\n',
    },
  },
  {
    name: 'alpine-release',
    version: '3.22.0-r0',
    origin: 'alpine-base',
    license: 'MIT',
    files: {
      'etc/os-release': { link: '../usr/lib/os-release' },
      'usr/lib/os-release':
        'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.22.0\nPRETTY_NAME="Alpine Linux v3.22"\nHOME_URL="https://alpinelinux.org/"\n',
    },
  },
  {
    name: 'musl',
    version: '1.2.5-r10',
    license: 'MIT',
    files: {
      'lib/ld-musl-x86_64.so.1': program('the C library'),
      'lib/libc.musl-x86_64.so.1': { link: 'ld-musl-x86_64.so.1' },
    },
  },
  { name: 'busybox', version: '1.37.0-r18', license: 'GPL-2.0-only', files: { 'bin/busybox': program('busybox') } },
  {
    name: 'ssl_client',
    version: '1.37.0-r18',
    origin: 'busybox',
    license: 'GPL-2.0-only',
    files: { 'usr/bin/ssl_client': program('a TLS client') },
  },
];

/** The names that busybox goes by. */
export const links = Object.fromEntries(
  ['cat', 'ls', 'sh', 'wget'].map((name) => [`bin/${name}`, { link: '/bin/busybox' }]),
);

/** An OCI archive: a layout folder in a tar. `empty`: steps without a layer, with the number of layers before each. */
export function image({ name, config, layers, empty }) {
  const blobs = new Map();
  const store = (mediaType, body) => {
    const bytes = Buffer.from(body);
    const hex = createHash('sha256').update(bytes).digest('hex');
    blobs.set(`blobs/sha256/${hex}`, bytes);
    return { mediaType, digest: `sha256:${hex}`, size: bytes.length };
  };
  const stored = layers.map(({ files }) => store('application/vnd.oci.image.layer.v1.tar', tar(files)));
  const configured = store(
    'application/vnd.oci.image.config.v1+json',
    json({
      architecture: 'amd64',
      os: 'linux',
      created: CREATED,
      config,
      rootfs: { type: 'layers', diff_ids: stored.map(({ digest }) => digest) },
      history: history(layers, empty),
    }),
  );
  const type = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = store(type, json({ schemaVersion: 2, mediaType: type, config: configured, layers: stored }));
  const annotations = { 'org.opencontainers.image.ref.name': name };
  return tar({
    'oci-layout': json({ imageLayoutVersion: '1.0.0' }),
    'index.json': json({ schemaVersion: 2, manifests: [{ ...manifest, annotations }] }),
    ...Object.fromEntries(blobs),
  });
}

function history(layers, empty) {
  const step = (createdBy) => ({ created: CREATED, created_by: createdBy });
  const without = (position) =>
    empty
      .filter((each) => each.position === position)
      .map(({ createdBy }) => ({ ...step(createdBy), empty_layer: true }));
  return [...layers.flatMap(({ createdBy }, index) => [...without(index), step(createdBy)]), ...without(layers.length)];
}

export function filesOf(packages) {
  return Object.assign({}, ...packages.map(({ files }) => files));
}

/** apk's database of installed packages: each file (R) follows its folder (F), with mode (a) and checksum (Z). */
export function database(packages) {
  return `${packages.map(record).join('\n\n')}\n\n`;
}

function record({ name, version, license, origin = name, files }) {
  const lines = [
    `C:${checksum(`${name}-${version}`)}`,
    `P:${name}`,
    `V:${version}`,
    'A:x86_64',
    `T:part of an example`,
    `L:${license}`,
    `o:${origin}`,
  ];
  let folder;
  for (const [path, spec] of Object.entries(files).sort()) {
    const slash = path.lastIndexOf('/');
    if (path.slice(0, slash) !== folder) {
      folder = path.slice(0, slash);
      lines.push(`F:${folder}`);
    }
    lines.push(`R:${path.slice(slash + 1)}`);
    if (isLink(spec)) lines.push('a:0:0:777', `Z:${checksum(spec.link)}`);
    else lines.push(...(spec.mode === 0o755 ? ['a:0:0:755'] : []), `Z:${checksum(spec.body ?? spec)}`);
  }
  return lines.join('\n');
}

function isLink(spec) {
  return typeof spec === 'object' && 'link' in spec;
}

function checksum(body) {
  return `Q1${createHash('sha1').update(body).digest('base64')}`;
}

/** The header of an ELF program for x86-64 without any code, and a sentence. */
export function program(what) {
  const header = Buffer.alloc(64);
  header.write('\x7fELF\x02\x01\x01', 'latin1');
  header.writeUInt16LE(3, 16);
  header.writeUInt16LE(62, 18);
  header.writeUInt32LE(1, 20);
  header.writeUInt16LE(64, 52);
  return { mode: 0o755, body: Buffer.concat([header, Buffer.from(`\nThis stands for ${what}. It holds no code.\n`)]) };
}

/** Every folder once before what it holds; owner root, one time for all. */
function tar(files) {
  const seen = new Set();
  const blocks = Object.entries(files).flatMap(([path, spec]) => {
    const folders = path
      .split('/')
      .slice(0, -1)
      .map((_, index, parts) => `${parts.slice(0, index + 1).join('/')}/`)
      .filter((folder) => !seen.has(folder) && seen.add(folder));
    return [...folders.flatMap((folder) => entry(folder, { type: '5', mode: 0o755 })), ...entry(path, spec)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function entry(path, spec) {
  const whole = typeof spec === 'string' || Buffer.isBuffer(spec) ? { body: spec } : spec;
  const { link = '', type = link ? '2' : '0', mode = link ? 0o777 : 0o644 } = whole;
  const body = Buffer.from(whole.body ?? '');
  const header = Buffer.alloc(512);
  const octal = (value, length) => `${value.toString(8).padStart(length - 1, '0')}\0`;
  header.write(path, 0, 100);
  header.write(
    octal(mode, 8) + octal(0, 8) + octal(0, 8) + octal(body.length, 12) + octal(Date.parse(CREATED) / 1000, 12),
    100,
  );
  header.write(`        ${type}${link}`, 148);
  header.write('ustar\x0000', 257, 'latin1');
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
}

export function json(value) {
  return `${JSON.stringify(value)}\n`;
}
