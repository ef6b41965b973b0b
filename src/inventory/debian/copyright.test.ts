import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limits } from '../../base/limits.ts';
import { licensesInCopyright } from './copyright.ts';

test('a machine-readable file names licences per group of files', () => {
  const text = `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
License: Artistic

Files: *
Copyright: someone
License: GPL-2+ or Artistic
 See /usr/share/common-licenses/GPL-2.

Files: debian/*
License: Expat

Files: other
License: Expat

License: BSD-3-clause
 Only the text of a licence.
`;
  assert.deepEqual(licensesInCopyright(text), ['Artistic', 'GPL-2+ or Artistic', 'Expat']);
});

test('other files point to the common licences', () => {
  const text =
    "see `/usr/share/common-licenses/GPL-2' and /usr/share/common-licenses/LGPL-2.1. GPL: /usr/share/common-licenses/GPL-2";
  assert.deepEqual(licensesInCopyright(text), ['GPL-2', 'LGPL-2.1']);
});

test('short licences are known by their words', () => {
  const mit = `Permission is hereby granted, free of charge, to any person obtaining a
   copy of this software and associated documentation files (the "Software"), to deal.
 * The above copyright notice and this permission notice shall be included in all
 * copies or substantial portions of the Software.`;
  const bsd =
    'Redistribution and use in source and binary forms, with or without\n modification, are permitted provided';
  assert.deepEqual(licensesInCopyright(mit), ['MIT']);
  assert.deepEqual(licensesInCopyright(bsd), ['BSD-2-Clause']);
  const third = 'Neither the name may be used to endorse or promote products derived from this software';
  assert.deepEqual(licensesInCopyright(`${bsd} ${third}`), ['BSD-3-Clause']);
  assert.deepEqual(licensesInCopyright('All rights reserved.'), []);
  assert.deepEqual(licensesInCopyright(''), []);
});

test('endless and damaged files end', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => `Files: ${index}\nLicense: L${index}\n`).join('\n');
  assert.equal(licensesInCopyright(`Format: 1.0\n\n${many}`).length, limits.licensesPerFile);
  const started = performance.now();
  licensesInCopyright('/usr/share/common-licenses/'.repeat(100_000));
  licensesInCopyright(`Format:${' '.repeat(1_000_000)}\n`);
  licensesInCopyright('may be used to endorse '.repeat(100_000));
  assert.ok(performance.now() - started < 5_000);
});
