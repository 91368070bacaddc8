import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** A disk of its own, small enough to be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes what room there is, to the last byte. */
  fill(): void;
  makeRoom(): void;
  remove(): void;
}

/** Undefined where this machine lets nobody mount one: as root, or by a sudo that asks for no password. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'cancel-desk-disk-'));
  const asRoot = (command: readonly string[]): readonly string[] => (userInfo().uid === 0 ? command : ['sudo', '-n', ...command]);
  const [program = '', ...args] = asRoot(['mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=1777`, 'tmpfs', folder]);
  if (spawnSync(program, args, { stdio: 'ignore' }).status !== 0) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => {
      const file = openSync(ballast, 'a');
      for (const size of [1_000_000, 4_096, 1]) whileThereIsRoom(() => writeSync(file, Buffer.alloc(size)));
      closeSync(file);
    },
    makeRoom: () => rmSync(ballast),
    remove: () => {
      const [unmount = '', ...which] = asRoot(['umount', folder]);
      execFileSync(unmount, which);
      rmSync(folder, { recursive: true });
    },
  };
}

function whileThereIsRoom(write: () => void): void {
  try {
    for (;;) write();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}
