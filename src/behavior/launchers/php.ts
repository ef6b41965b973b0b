import { bounded, glob } from '../../filesystem/file.ts';
import type { Call, Consequence, Launcher } from '../launcher.ts';
import { folderOf, pathFrom } from '../paths.ts';
import { plainImports } from '../plain-imports.ts';
import { parseOptions } from '../words.ts';

const REFERENCE =
  /\b(?:require|include)(?:_once)?\b[\s(]*(?:__DIR__\s*\.\s*|dirname\(__FILE__\)\s*\.\s*)?['"]([^'"]{1,300})['"]/g;
const TABLE_FOLDERS = ['usr/local/etc/php', 'usr/local/etc/php/conf.d', 'etc', 'etc/php.d', 'etc/php'];
const MOST_TABLES = 300;

/** PHP: the script it runs, and what its configuration puts in front of every page. */
export const php: Launcher = {
  name: 'php',
  reads: [
    bounded(glob('**/{php*.ini,.user.ini}'), { largest: 262_144, outside: [] }),
    glob('**/{php,php.d,conf.d}/*.ini'),
  ],
  programs: /^(?:php(?:\d[\d.]*)?|php-fpm(?:\d[\d.]*)?|php-cgi|frankenphp|apache2|apachectl|httpd)$/,
  *follow(call) {
    yield* prepended(call);
    if (!/^php(?:\d[\d.]*)?$/.test(call.name)) return;
    const { options, rest } = parseOptions(call.words, { values: ['-d', '-c', '-S', '-t', '-r', '-f', '-z'] });
    const script = options.get('-f') ?? (options.has('-r') ? undefined : rest[0]);
    if (script === undefined) return;
    const path = pathFrom(call.folder, script);
    const imports = plainImports(call.files, path, { reference: REFERENCE, endings: [''], from: folderOf });
    yield { load: `/${path}`, started: true, imports };
  },
};

function* prepended({ files }: Call): Iterable<Consequence> {
  const versions = files
    .names('etc/php')
    .flatMap((version) =>
      ['cli', 'fpm', 'apache2'].flatMap((kind) => [`etc/php/${version}/${kind}`, `etc/php/${version}/${kind}/conf.d`]),
    );
  const folders = [
    ...TABLE_FOLDERS,
    ...versions,
    ...files.names('etc').flatMap((name) => (/^php\d/.test(name) ? [`etc/${name}`, `etc/${name}/conf.d`] : [])),
  ];
  const tables = folders.flatMap((folder) =>
    files.names(folder).flatMap((name) => (name.endsWith('.ini') ? [`${folder}/${name}`] : [])),
  );
  for (const table of tables.slice(0, MOST_TABLES)) {
    for (const [index, line] of (files.text(table) ?? '').split('\n', 20_000).entries()) {
      const path = /^\s*auto_(?:prepend|append)_file\s*=\s*["']?([^"'\s;]+)/.exec(line.slice(0, 2_000))?.[1];
      if (path) yield { load: path, cause: 'preload', from: { path: table, line: index + 1 } };
    }
  }
}
