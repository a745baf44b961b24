import { describe, expect, it } from 'vitest';
import { openRun, type RunStore } from '../../src/store/index.ts';
import { RunRecord } from '../../src/model/record.ts';
import { record, touchpoint, unit, visit } from '../unit/compare/make.ts';
import { temporaryDirectory } from '../unit/store/temporary-directory.ts';

/** What every place that a run can be kept in must do. */
function describeStoreContract(name: string, open: () => Promise<RunStore>): void {
  describe(`the store ${name}`, () => {
    it('gives back visits as they were saved', async () => {
      const store = await open();
      const saved = [visit([touchpoint('home', { title: 'Zelte & mehr\u2029' })]), visit([], { unit: unit(2) })];
      for (const of of saved) await store.saveVisit(of);
      const found = [];
      for await (const of of store.visits()) found.push(of);
      expect(found).toEqual(saved);
    });

    it('has a visit once, however often it is saved', async () => {
      const store = await open();
      await Promise.all([1, 2, 3, 4, 5].map((attempt) => store.saveVisit(visit([], { attempt }))));
      const found = [];
      for await (const of of store.visits()) found.push(of.unit.id);
      expect(found).toEqual([unit().id]);
    });

    it('gives back artefacts by the path it gave them, byte for byte', async () => {
      const store = await open();
      const content = Uint8Array.from({ length: 256 }, (_, index) => index);
      const artefact = await store.keepFor(unit().id)('home.jpg', content, 'image/jpeg');
      expect(artefact).toMatchObject({ mediaType: 'image/jpeg', bytes: 256 });
      expect(Uint8Array.from(await store.readArtefact(artefact.path))).toEqual(content);
    });

    it('keeps artefacts of one name for different visits apart', async () => {
      const store = await open();
      const paths = await Promise.all([1, 2].map(async (sample) => (await store.keepFor(unit(sample).id)('home.jpg', Uint8Array.of(sample), 'image/jpeg')).path));
      expect(await Promise.all(paths.map(async (path) => (await store.readArtefact(path))[0]))).toEqual([1, 2]);
    });

    it.each(['../x', '/x', '.', '..', '', 'a/../../x', 'a\\..\\x', 'con', 'x\0y', 'ä'.repeat(300)])('takes any name for an artefact: %j', async (artefactName) => {
      const store = await open();
      const { path } = await store.keepFor(unit().id)(artefactName, Uint8Array.of(7), 'text/plain');
      expect(path).toMatch(/^[A-Za-z0-9_~=./-]+$/);
      expect(path.split('/')).not.toContain('..');
      expect((await store.readArtefact(path))[0]).toBe(7);
    });

    it('has no artefact that was not kept', async () => {
      await expect((await open()).readArtefact('visits/none/none.jpg')).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
    });

    it('keeps a record and reports beside the visits', async () => {
      const store = await open();
      await store.saveVisit(visit([]));
      await store.saveRecord(RunRecord.parse(record()));
      await store.saveResults({ visit: unit().id, outcomes: [] });
      expect(await store.saveReport('report.html', '<!doctype html>')).toMatch(/report\.html$/);
      const found = [];
      for await (const of of store.visits()) found.push(of.unit.id);
      expect(found).toEqual([unit().id]);
    });
  });
}

describeStoreContract('directory', async () => openRun(await temporaryDirectory()));
