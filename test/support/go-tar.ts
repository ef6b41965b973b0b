import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FormatError } from '../../src/base/errors.ts';
import { createTarReader } from '../../src/format/tar/tar-reader.ts';

/** What a reader makes of a tar: its entries up to the end, or up to where it gave up. */
export interface TarListing {
  readonly entries: readonly ListedEntry[];
  readonly sound: boolean;
}

/** Names are hex, because they need not be text. */
export interface ListedEntry {
  readonly name: string;
  readonly link: string;
  readonly type: string;
  readonly size?: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: number;
  readonly capability: string;
  /** sha256 of the body; '' when it was cut short, or is larger than LARGEST_BODY. */
  readonly hash: string;
}

/** Bodies of hostile sparse files are larger than anybody wants to read. */
const LARGEST_BODY = 1 << 20;

export const withoutGo = spawnSync('go', ['version']).status === 0 ? false : 'needs go';

/** Builds a lister on Go's archive/tar. The result lists many tars in one run. */
export function buildGoLister(folder: string): (tars: readonly Uint8Array[]) => TarListing[] {
  writeFileSync(join(folder, 'main.go'), PROGRAM);
  writeFileSync(join(folder, 'go.mod'), 'module lister\n\ngo 1.20\n');
  execFileSync('go', ['build', '-o', 'lister', '.'], {
    cwd: folder,
    stdio: 'pipe',
    env: { ...process.env, CGO_ENABLED: '0' },
  });
  return (tars) => {
    const input = tars.flatMap((tar) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(tar.length);
      return [length, tar];
    });
    const output = execFileSync(join(folder, 'lister'), {
      input: Buffer.concat(input),
      maxBuffer: 2 ** 30,
      encoding: 'utf8',
    });
    return output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as TarListing);
  };
}

/** The same list from our own reader; `chunks` are handed to it one by one. */
export function listTar(chunks: Iterable<Uint8Array>): TarListing {
  const entries: ListedEntry[] = [];
  let hash = createHash('sha256');
  const reader = createTarReader({
    entry(entry) {
      const headerOnly = HEADER_ONLY.has(entry.type);
      const read = headerOnly || entry.size <= LARGEST_BODY;
      entries.push({
        name: Buffer.from(entry.name).toString('hex'),
        link: Buffer.from(entry.linkName).toString('hex'),
        type: entry.type,
        ...(headerOnly ? {} : { size: entry.size }),
        mode: entry.mode,
        uid: entry.uid,
        gid: entry.gid,
        mtime: entry.mtime,
        capability: entry.xattrs?.get('security.capability')?.toString('hex') ?? '',
        hash: '',
      });
      hash = createHash('sha256');
      return read;
    },
    data(chunk) {
      hash.update(chunk);
    },
    end() {
      const last = entries.pop();
      if (last) entries.push({ ...last, hash: hash.digest('hex') });
    },
  });
  try {
    for (const chunk of chunks) reader.write(chunk);
    reader.end();
    return { entries, sound: true };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { entries, sound: false };
  }
}

const HEADER_ONLY = new Set(['hardlink', 'symlink', 'character-device', 'block-device', 'directory', 'fifo']);

const PROGRAM = `package main

import (
	"archive/tar"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
)

type entry struct {
	Name       string \`json:"name"\`
	Link       string \`json:"link"\`
	Type       string \`json:"type"\`
	Size       *int64 \`json:"size,omitempty"\`
	Mode       int64  \`json:"mode"\`
	UID        int    \`json:"uid"\`
	GID        int    \`json:"gid"\`
	Mtime      int64  \`json:"mtime"\`
	Capability string \`json:"capability"\`
	Hash       string \`json:"hash"\`
}

type listing struct {
	Entries []entry \`json:"entries"\`
	Sound   bool    \`json:"sound"\`
}

var types = map[byte]string{
	tar.TypeReg: "file", tar.TypeCont: "file", tar.TypeGNUSparse: "file", tar.TypeLink: "hardlink",
	tar.TypeSymlink: "symlink", tar.TypeChar: "character-device", tar.TypeBlock: "block-device",
	tar.TypeDir: "directory", tar.TypeFifo: "fifo",
}

func list(archive []byte) listing {
	found := listing{Entries: []entry{}}
	reader := tar.NewReader(bytes.NewReader(archive))
	for {
		header, err := reader.Next()
		if err == io.EOF {
			found.Sound = true
			return found
		}
		if err != nil {
			return found
		}
		if header.Typeflag == tar.TypeXGlobalHeader {
			continue
		}
		name, known := types[header.Typeflag]
		if !known {
			name = "unknown"
		}
		e := entry{
			Name: hex.EncodeToString([]byte(header.Name)), Link: hex.EncodeToString([]byte(header.Linkname)),
			Type: name, Mode: header.Mode & 07777, UID: header.Uid, GID: header.Gid, Mtime: header.ModTime.Unix(),
			Capability: hex.EncodeToString([]byte(header.PAXRecords["SCHILY.xattr.security.capability"])),
		}
		headerOnly := header.Typeflag >= '1' && header.Typeflag <= '6'
		if !headerOnly {
			size := header.Size
			e.Size = &size
		}
		if headerOnly || header.Size <= ${LARGEST_BODY} {
			hash := sha256.New()
			if _, err := io.Copy(hash, reader); err != nil {
				found.Entries = append(found.Entries, e)
				return found
			}
			e.Hash = hex.EncodeToString(hash.Sum(nil))
		}
		found.Entries = append(found.Entries, e)
	}
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	for {
		var length uint32
		if err := binary.Read(in, binary.BigEndian, &length); err != nil {
			return
		}
		archive := make([]byte, length)
		if _, err := io.ReadFull(in, archive); err != nil {
			panic(err)
		}
		if err := out.Encode(list(archive)); err != nil {
			panic(err)
		}
	}
}
`;
