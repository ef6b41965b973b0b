import type { Json } from '../../base/json.ts';
import type { Clue } from '../clue.ts';
import type { FileDetector, NotedFile, Rule } from '../detector.ts';
import { readPacking } from '../program/packing.ts';

const packed: Rule = {
  id: 'malware/packed-program',
  title: 'Packed program',
  meaning: 'A program is compressed or encrypted until it runs: what it does cannot be read from its bytes.',
  severity: 'low',
  falsePositives: 'Many honest programs are packed with UPX to save space: by itself it means nothing.',
  references: ['https://attack.mitre.org/techniques/T1027/002/'],
};

const altered: Rule = {
  id: 'malware/altered-packer',
  title: 'Packed program with altered packer marks',
  meaning:
    'A program is packed with UPX, and the marks by which it could be unpacked were destroyed: somebody does not want it read.',
  severity: 'high',
  falsePositives: 'Hardly any: UPX needs its marks to unpack a file; some protected commercial programs remove them.',
  references: ['https://attack.mitre.org/techniques/T1027/002/'],
};

/** Programs that cannot be read before they run. */
export const packedPrograms: FileDetector = {
  name: 'packed-programs',
  rules: [packed, altered],
  tap: {
    name: 'packed-programs',
    version: 1,
    wants: ({ kind }) => kind === 'elf',
    examine: readPacking,
  },
  read,
};

function* read(note: Json, file: NotedFile): Iterable<Clue> {
  const about = { family: 'hiding', subject: file.path, reach: file.reach } as const;
  const evidence = (excerpt: string) => ({ path: file.path, layer: file.layer, excerpt });
  if (note === 'altered-upx') {
    const does = 'is packed so that no tool can unpack it';
    yield { rule: altered.id, weight: 'strong', ...about, evidence: evidence('UPX without its marks'), does };
  } else if (note === 'upx' || note === 'unknown') {
    const excerpt = note === 'upx' ? 'UPX' : 'no sections, and bytes as if random';
    yield { rule: packed.id, weight: 'weak', ...about, evidence: evidence(excerpt), does: 'is packed' };
  }
}
