import { createHash } from 'node:crypto';
import { type Digest, digestAlgorithm } from '../base/digest.ts';
import { FormatError, IntegrityError, messageOf } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { decompress } from '../format/compression/decompress.ts';
import { createTarReader } from '../format/tar/tar-reader.ts';
import type { LayerIndex } from './layer-index.ts';
import { createLayerRecorder, type RecorderOptions } from './layer-recorder.ts';

/** What manifest and config claim of a layer. */
export interface LayerClaims {
  readonly digest?: Digest;
  readonly diffID?: Digest;
  /** Stored bytes; -1 when unknown. */
  readonly size: number;
}

/**
 * Reads one layer once: stored bytes in, index out; both digests checked at the end.
 * Damage in content whose digest holds is a Problem of the layer; bytes that are not what was claimed are an error.
 * @throws IntegrityError wrong-digest, wrong-size, bad-archive
 */
export function readLayer(stored: Iterable<Uint8Array>, claims: LayerClaims, options: RecorderOptions): LayerIndex {
  const uncompressed = inflateLayer(stored, claims);
  return readTar(uncompressed.output, { ...options, claims, stored: uncompressed, diffID: createDiffID(claims) });
}

/** The digest of a layer's uncompressed bytes, and whether it is the one claimed. */
export interface DiffID {
  update(chunk: Uint8Array): void;
  /** @throws IntegrityError wrong-digest */
  settle(): Digest;
}

export function createDiffID(claims: LayerClaims): DiffID {
  const algorithm = claims.diffID ? digestAlgorithm(claims.diffID) : 'sha256';
  const hash = createHash(algorithm);
  return {
    update: (chunk) => void hash.update(chunk),
    settle() {
      const diffID: Digest = `${algorithm}:${hash.digest('hex')}`;
      if (!claims.diffID || diffID === claims.diffID) return diffID;
      throw new IntegrityError('wrong-digest', `layer unpacks to ${diffID}, its config says ${claims.diffID}`);
    },
  };
}

/** The uncompressed side of a layer, with what is known of the stored side once it has run dry. */
export interface InflatedLayer {
  readonly output: Iterable<Uint8Array>;
  /** Reads the rest of the stored bytes and checks them. Undefined when nobody claimed a digest and the bytes stand uncompressed. */
  settle(): Digest | undefined;
}

/** Undoes the compression and hashes the stored bytes on the way. */
export function inflateLayer(stored: Iterable<Uint8Array>, claims: LayerClaims): InflatedLayer {
  const algorithm = claims.digest ? digestAlgorithm(claims.digest) : 'sha256';
  const storedHash = createHash(algorithm);
  let storedBytes = 0;
  const source = stored[Symbol.iterator]();
  const counted: Iterable<Uint8Array> = {
    [Symbol.iterator]: () => ({
      next() {
        const next = source.next();
        if (!next.done) {
          storedBytes += next.value.length;
          if (claims.digest) storedHash.update(next.value);
        }
        return next;
      },
    }),
  };
  const bounded = boundedRatio(decompress(counted).output, () => storedBytes);
  return {
    output: bounded,
    settle() {
      for (const chunk of counted) void chunk;
      if (claims.size >= 0 && storedBytes !== claims.size) {
        throw new IntegrityError('wrong-size', `layer has ${storedBytes} bytes, its manifest says ${claims.size}`);
      }
      if (!claims.digest) return undefined;
      const digest: Digest = `${algorithm}:${storedHash.digest('hex')}`;
      if (digest !== claims.digest) {
        throw new IntegrityError('wrong-digest', `layer ${claims.digest} has other content: ${digest}`);
      }
      return digest;
    },
  };
}

/** Thrown inside the pass when a layer grows beyond its limits; becomes a Problem or an error in readTar. */
export class LayerTooLarge extends Error {}

function* boundedRatio(output: Iterable<Uint8Array>, storedBytes: () => number): Generator<Uint8Array> {
  let total = 0;
  for (const chunk of output) {
    total += chunk.length;
    if (total > limits.layer) throw new LayerTooLarge(`more than ${limits.layer} bytes uncompressed`);
    if (total > limits.compressionFree && total > storedBytes() * limits.compressionRatio) {
      throw new LayerTooLarge(`unpacks to more than ${limits.compressionRatio} times its size`);
    }
    yield chunk;
  }
}

interface TarOptions extends RecorderOptions {
  readonly claims: LayerClaims;
  readonly stored: Pick<InflatedLayer, 'settle'>;
  /** Absent when another thread hashes the same bytes. */
  readonly diffID?: DiffID;
}

/** Reads the uncompressed tar of a layer, and settles both digests; the diffID only when it is hashed here. */
export function readTar(tar: Iterable<Uint8Array>, { claims, stored, diffID, ...options }: TarOptions): LayerIndex {
  const recorder = createLayerRecorder(options);
  const reader = createTarReader(recorder);
  let structure: 'sound' | 'damaged' = 'sound';
  let stream: 'whole' | 'damaged' | 'too large' = 'whole';
  let damage = '';
  let code: 'corrupt-layer' | 'over-limit' = 'corrupt-layer';

  const parse = (step: () => void): void => {
    if (structure === 'damaged') return;
    try {
      step();
    } catch (error) {
      if (!(error instanceof FormatError || error instanceof RangeError)) throw error;
      structure = 'damaged';
      damage = messageOf(error);
      if (error instanceof RangeError) code = 'over-limit';
    }
  };
  try {
    for (const chunk of tar) {
      diffID?.update(chunk);
      parse(() => reader.write(chunk));
    }
    parse(() => reader.end());
  } catch (error) {
    if (!(error instanceof FormatError || error instanceof LayerTooLarge)) throw error;
    stream = error instanceof LayerTooLarge ? 'too large' : 'damaged';
    damage = messageOf(error);
  }

  const digest = stored.settle();
  const settled = stream === 'whole' ? diffID?.settle() : undefined;
  if (stream !== 'whole' && !digest) {
    throw new IntegrityError(
      stream === 'too large' ? 'over-limit' : 'bad-archive',
      `layer ${claims.diffID ?? ''} cannot be read: ${damage}`,
    );
  }
  if (stream !== 'whole' || structure !== 'sound') {
    if (stream === 'too large') code = 'over-limit';
    recorder.problems.add({ code, message: `${damage}; what follows in this layer was not seen` });
  }
  return { ...recorder.finish(), ...(settled ? { diffID: settled } : {}), ...(digest ? { digest } : {}) };
}
