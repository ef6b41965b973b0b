import type { Classifier } from './classifier.ts';

/** A runtime's own description, in its home or in that of the kit around it: the cataloger of Java runtimes reads it. */
const RELEASE = ['../release', '../../release'];

const LAUNCHER = [
  '\0openjdk{nul}java{nul}{digits}{nul}{build}\0',
  '\0openjdk{nul}jdb{nul}{digits}{nul}{build}\0',
  '\0{build}{nul}openjdk{nul}java\0',
  '\0{build}{nul}openjdk{nul}jdb\0',
];
const UNBRANDED = ['\0java{nul}{digits}{nul}{build}\0', '\0jdb{nul}{digits}{nul}{build}\0', '\0{build}{nul}java{nul}'];

/** Launchers of Java runtimes, for runtimes that lost their release file. */
export const java: readonly Classifier[] = [
  {
    name: 'graalvm',
    files: ['java', 'jdb'],
    versions: ['\0{build}-jvmci-{word}\0'],
    unlessBeside: RELEASE,
    package: { namespace: 'oracle' },
    cpes: ['oracle:graalvm'],
  },
  {
    name: 'zulu',
    files: ['java', 'jdb'],
    folder: 'zulu',
    versions: LAUNCHER,
    unlessBeside: RELEASE,
    package: { namespace: 'azul' },
    cpes: ['azul:zulu', 'oracle:openjdk'],
  },
  {
    name: 'openjdk',
    files: ['java', 'jdb'],
    versions: LAUNCHER,
    unlessBeside: RELEASE,
    package: { namespace: 'oracle' },
    cpes: ['oracle:openjdk'],
  },
  {
    name: 'ibm-java',
    files: ['java', 'jdb'],
    folder: 'ibm',
    versions: UNBRANDED,
    without: ['openjdk'],
    unlessBeside: RELEASE,
    package: { namespace: 'ibm', name: 'java' },
    cpes: ['ibm:java'],
  },
  {
    name: 'oracle-jre',
    files: ['java'],
    versions: UNBRANDED,
    without: ['openjdk'],
    unlessBeside: RELEASE,
    package: { namespace: 'oracle', name: 'jre' },
    cpes: ['oracle:jre'],
  },
  {
    name: 'oracle-jdk',
    files: ['jdb'],
    versions: UNBRANDED,
    without: ['openjdk'],
    unlessBeside: RELEASE,
    package: { namespace: 'oracle', name: 'jdk' },
    cpes: ['oracle:jdk'],
  },
];
