import type { LongRecord } from '../model/record.ts';
import { changeSentences, firstChanges, unexplained } from './changes.ts';
import { formatInstant, formatPercent, formatReached, formatValue, plural } from './numbers.ts';
import { stuckStep, whereOf, whomOf, withoutOutcome } from './phrases.ts';
import type { Action } from './ranking.ts';
import { historyLine } from './sections/history.ts';
import type { SectionContext } from './sections/section.ts';
import { nothingToDo } from './sections/todo.ts';
import { sectionContext } from './view-model.ts';
import { gateMarks, gatesByOutcome, handsNames, outcomeMarks, severityMarks, statusMarks, verdictMark, workNames } from './words.ts';

/** A comment longer than this is not read. */
export const maxLines = 60;

const shown = { gates: 8, actions: 10, obstacles: 5, explained: 4, changes: 2 };
const textLimit = 160;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '@': '&#64;', '#': '&#35;', '|': '&#124;', ':': '&#58;', '.': '&#46;' };

/** Text as text on one line: no markup, no mention of people, no link, no reference to an issue. */
export function plainMarkdown(text: string, limit: number = textLimit): string {
  const oneLine = text.replaceAll(/\s+/gu, ' ').trim();
  const characters = [...oneLine];
  const cut = characters.length > limit ? `${characters.slice(0, limit).join('')}…` : oneLine;
  return cut.replaceAll(/[&<>@#|]|:(?=\/\/)|(?<=\bwww)\./giu, (character) => entities[character] ?? character).replaceAll(/[\\`*_{}[\]~]/gu, String.raw`\$&`);
}

const icons = { good: '✅', warn: '⚠️', poor: '❌', neutral: '➖' } as const;

function gateLines({ lookup }: SectionContext): string[] {
  const { gates } = lookup.record;
  if (gates.length === 0) return [];
  const rows = gatesByOutcome(gates).slice(0, shown.gates);
  return [
    '| Gate | Outcome | Why |',
    '| --- | --- | --- |',
    ...rows.map((gate) => `| ${plainMarkdown(gate.label)} | ${icons[gateMarks[gate.outcome].tone]} ${gateMarks[gate.outcome].word} | ${plainMarkdown(gate.reasons[0] ?? '')} |`),
    ...(gates.length > rows.length ? [`| and ${gates.length - rows.length} more | | |`] : []),
    '',
  ];
}

/** As in "- and 3 more numbers that got worse"; none where nothing is left out. */
const moreLine = (left: number, one: string, many: string): string[] => (left <= 0 ? [] : [`- and ${plural(left, one, many)}`]);

function explainedLines({ lookup }: SectionContext): string[] {
  const { explained = [] } = lookup.record;
  if (explained.length === 0) return [];
  const lines = explained.slice(0, shown.explained).map(({ text, changes }) => `- ${plainMarkdown(text)}${firstChanges(changes.map((change) => change.text), shown.changes).map((change) => ` → ${plainMarkdown(change)}`).join('')}`);
  const left = explained.length - lines.length + unexplained(lookup);
  return ['**What got worse, and what changed there**', '', ...lines, ...moreLine(left, 'more number that got worse', 'more numbers that got worse'), ''];
}

function obstacleLines({ lookup, obstacles }: SectionContext): string[] {
  const own = obstacles.filter((obstacle) => lookup.focus.has(obstacle.site));
  if (own.length === 0) return [];
  return [
    '**Who could not go on**',
    '',
    ...own.slice(0, shown.obstacles).map((obstacle) => {
      const at = lookup.touchpointTitle(obstacle);
      const { title, persona } = lookup.persona(obstacle.persona);
      const step = stuckStep(lookup.summary(obstacle));
      return `- ${plainMarkdown(title)} (${handsNames[persona.hands].toLowerCase()}), ${statusMarks[obstacle.status].word.toLowerCase()}: ${plainMarkdown(at)}. ${plainMarkdown(obstacle.message)}${step === null ? '' : ` Step: ${plainMarkdown(step)}.`}`;
    }),
    ...moreLine(own.length - shown.obstacles, 'more who could not go on', 'more who could not go on'),
    '',
  ];
}

function actionLine({ lookup }: SectionContext, action: Action, index: number): string {
  const cost = action.cost === null ? '' : `, costs ${formatValue(action.cost, 's')}`;
  return `${index + 1}. **${severityMarks[action.severity].word}** · ${plainMarkdown(action.title)} → ${plainMarkdown(action.advice)} (${plainMarkdown(whomOf(lookup, action.personas))}; ${plainMarkdown(whereOf(lookup, action.places))}${cost}; ${workNames[action.effort]})`;
}

function actionLines(context: SectionContext): string[] {
  const top = context.actions.slice(0, shown.actions);
  if (top.length === 0) return [nothingToDo(context.lookup), ''];
  const [first, ...rest] = top.map((action, index) => actionLine(context, action, index));
  const more = context.actions.length > top.length ? ['', `${plural(context.actions.length - top.length, 'more finding')} in the report.`] : [];
  return ['**What to do, most worthwhile first**', '', first ?? '', ...rest.slice(0, 2), ...(rest.length > 2 ? ['', '<details><summary>The rest of the list</summary>', '', ...rest.slice(2), '', '</details>'] : []), ...more, ''];
}

/** A comment for a pull request: verdict, gates, and what to do. */
export async function commentOf(record: LongRecord): Promise<string> {
  const context = await sectionContext(record, null);
  const { lookup } = context;
  const { coverage, verdict, name, startedAt, conditions } = lookup.record;
  const mark = verdictMark(lookup.record);
  const changes = changeSentences(lookup);
  const past = historyLine(lookup);
  const share = coverage.expected === 0 ? 'not available' : formatReached(coverage.share);
  const lines = [
    `### ${icons[mark.tone]} ${mark.word}: ${plainMarkdown(name)}`,
    '',
    plainMarkdown(withoutOutcome(verdict.sentence, outcomeMarks[verdict.outcome].word), 400),
    '',
    ...(changes.length === 0 ? [] : [plainMarkdown(changes.join(' '), 400), '']),
    ...(past === null ? [] : [plainMarkdown(past, 400), '']),
    `Coverage: ${share} of the planned samples are valid (${coverage.valid} of ${coverage.expected}; ${formatPercent(coverage.required)} required).`,
    '',
    ...gateLines(context),
    ...explainedLines(context),
    ...obstacleLines(context),
    ...actionLines(context),
    `<sub>mystery-shopper ${plainMarkdown(conditions.tool)} · ${formatInstant(startedAt)} · every number is in report.html and run.json</sub>`,
  ];
  return `${lines.slice(0, maxLines).join('\n')}\n`;
}
