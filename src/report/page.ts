import { createHash } from 'node:crypto';
import type { RunRecord } from '../model/record.ts';
import type { FormatTools } from './formats/format.ts';
import { loadTemplates } from './templates.ts';
import { sectionContext, viewModel } from './view-model.ts';

function digest(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The page may show the pictures that stand in it and run the one script that stands in it; nothing else, and it may ask nobody for anything. */
function policy(css: string, script: string): string {
  return ["default-src 'none'", 'img-src data:', `style-src ${digest(css)}`, `script-src ${digest(script)}`, "base-uri 'none'", "form-action 'none'"].join('; ');
}

/** One self-contained page that opens from disk, offline. */
export async function pageOf(record: RunRecord, readArtefact: FormatTools['readArtefact']): Promise<string> {
  const [templates, context] = await Promise.all([loadTemplates(), sectionContext(record, readArtefact)]);
  return templates.page({ ...viewModel(context), css: templates.css, script: templates.script, policy: policy(templates.css, templates.script) });
}
