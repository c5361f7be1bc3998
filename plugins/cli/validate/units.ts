import { resolve } from 'node:path';
import type { SourceDocument } from '../../../core/index.ts';
import type { CommandInput } from '../command-definition.ts';
import {
  type DocumentIo,
  filesBelow,
  givenPaths,
  isFolder,
  isOfLanguage,
  readAll,
  readKatalogs,
  unreadable,
} from '../documents.ts';

/** Documents that make one program. */
export type Unit = readonly SourceDocument[];

/** What is to be checked: files named together as one unit, and each file below a folder as its own. */
export async function readUnits({ args, flags, io }: CommandInput): Promise<readonly Unit[]> {
  const paths = [...args, ...givenPaths(flags, io.env)];
  if (paths.length === 0) return [await readKatalogs([], io)];
  const areFolders = await Promise.all(paths.map((path) => isFolder(resolve(io.cwd, path))));
  const named = paths.filter((_, index) => areFolders[index] !== true);
  const folders = paths.filter((_, index) => areFolders[index] === true);
  const below = await Promise.all(folders.map((folder) => filesBelow(folder, io.cwd)));
  const alone = (await readAll(below.flat(), io)).filter(isOfLanguage).map((each) => [each]);
  const together = named.length === 0 ? [] : [await readKatalogs(named, io)];
  const units = [...together, ...alone];
  if (units.length === 0)
    throw unreadable(`there is no document of the language below ${folders.join(', ')}`);
  return units;
}

/** Reads the units again, after they were rewritten. */
export async function rereadUnits(
  units: readonly Unit[],
  io: DocumentIo,
): Promise<readonly Unit[]> {
  const namesOf = (unit: Unit): readonly string[] => unit.map(({ file }) => file);
  return Promise.all(units.map((unit) => readAll(namesOf(unit), io)));
}
