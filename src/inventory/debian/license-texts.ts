/** Sentences that only one licence has, in lower case, words parted by single spaces. All of a row must occur. */
const MARKS: readonly (readonly [string, readonly string[]])[] = [
  [
    'MIT',
    [
      'permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files',
      'shall be included in all copies or substantial portions of the software',
    ],
  ],
  [
    'HPND-sell-variant',
    [
      'permission to use, copy, modify, distribute, and sell this software and its documentation for any purpose is hereby granted without fee',
    ],
  ],
  [
    'ISC',
    [
      'permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted',
    ],
  ],
  [
    'ISC',
    [
      'permission to use, copy, modify, and distribute this software for any purpose with or without fee is hereby granted',
    ],
  ],
  [
    'Zlib',
    [
      'altered source versions must be plainly marked as such, and must not be misrepresented as being the original software',
    ],
  ],
  ['Apache-2.0', ['licensed under the apache license, version 2.0']],
];
const BSD = 'redistribution and use in source and binary forms, with or without modification, are permitted';
const BSD_THIRD_CLAUSE = /may(?: not)? be used to endorse or promote products derived from this software/;
const BSD_FOURTH_CLAUSE = 'all advertising materials mentioning features or use of this software must display';

/** SPDX names of the short licences whose words stand in the text. */
export function licensesByWording(text: string): readonly string[] {
  const words = text.toLowerCase().replace(/[\s*#;|]+/g, ' ');
  const names = new Set<string>();
  for (const [name, sentences] of MARKS) if (sentences.every((sentence) => words.includes(sentence))) names.add(name);
  if (words.includes(BSD)) names.add(bsdVariant(words));
  return [...names];
}

function bsdVariant(words: string): string {
  if (words.includes(BSD_FOURTH_CLAUSE)) return 'BSD-4-Clause';
  return BSD_THIRD_CLAUSE.test(words) ? 'BSD-3-Clause' : 'BSD-2-Clause';
}
