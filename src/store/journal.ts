import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { formsOfSecret } from '../model/secret-forms.ts';
import { Learnt, type Journal } from '../model/unfinished.ts';
import { namesIn, readIfThere, writeWhole } from './files.ts';
import { learntFile, ownLearntFile } from './layout.ts';

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

/** Of zlib, 1 to 9: pages come faster than the best one packs. */
const level = 3;

/**
 * The journal of a run in a directory: a file for each thing that was learnt, so that none is torn when the process is killed; one that is damaged all
 * the same, as by a power failure, counts as not there. Values of the plan's secrets are in no file: a mark stands for each.
 */
export async function openJournal(directory: string, secrets: Readonly<Record<string, string>>): Promise<Journal> {
  const { hide, reveal } = marksFor(secrets);
  const places = new Map<string, number>();
  const files: { place: number; name: string }[] = [];
  for (const name of await namesIn(directory)) {
    const [, place = '', id = ''] = ownLearntFile.exec(name) ?? [];
    if (id === '') continue;
    files.push({ place: Number(place), name });
    places.set(id, Math.max(places.get(id) ?? 0, Number(place)));
  }
  const read = async (file: string): Promise<Learnt | null> => {
    const content = await readIfThere(join(directory, file));
    if (content === null) return null;
    try {
      return Learnt.parse(JSON.parse((await unpack(content)).toString('utf8'), inTexts(reveal)));
    } catch {
      return null;
    }
  };
  files.sort((a, b) => b.place - a.place);
  /** Of the latest that is whole: the last ones are those that a power failure damages. */
  const latest = async (): Promise<string | null> => {
    for (const { name } of files) {
      const learnt = await read(name);
      if (learnt !== null) return learnt.when;
    }
    return null;
  };
  return {
    count: places.size,
    last: files[0]?.place ?? 0,
    until: await latest(),
    placeOf: (name) => places.get(idOf(name)),
    read: (name) => read(learntFile(places.get(idOf(name)) ?? 0, idOf(name))),
    async write(name, place, learnt) {
      const content = await pack(`${JSON.stringify(learnt, inTexts(hide))}\n`, { level });
      await writeWhole(join(directory, learntFile(place, idOf(name))), content, { flush: false });
    },
  };
}

function idOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 32);
}

/** Where a mark begins and ends. */
const edge = '\u0001';

/** Puts marks in the place of secrets, in all the forms they can have, and back: nothing else of the text changes. */
function marksFor(secrets: Readonly<Record<string, string>>): { hide(text: string): string; reveal(text: string): string } {
  const forms = Object.keys(secrets).sort().flatMap((name) => formsOfSecret(secrets[name] ?? '').map((form, at) => ({ form, mark: `${edge}${name} ${at}${edge}` }))).filter(({ form }) => form !== '');
  if (forms.length === 0) return { hide: (text) => text, reveal: (text) => text };
  // What looks like the edge of a mark is marked as well.
  const all = [...forms, { form: edge, mark: `${edge}${edge}` }];
  const [markOf, formOf] = [new Map(all.map(({ form, mark }) => [form, mark])), new Map(all.map(({ form, mark }) => [mark, form]))];
  const anyForm = new RegExp([...markOf.keys()].sort((a, b) => b.length - a.length).map((form) => form.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'), 'g');
  const anyMark = new RegExp(`${edge}[^${edge}]*${edge}`, 'g');
  return {
    hide: (text) => text.replaceAll(anyForm, (form) => markOf.get(form) ?? ''),
    reveal: (text) => text.replaceAll(anyMark, (mark) => formOf.get(mark) ?? ''),
  };
}

const inTexts = (change: (text: string) => string) => (_: string, value: unknown): unknown => (typeof value === 'string' ? change(value) : value);
