import { type ChangeDocument, type DiffDocument, isUnchanged } from '../../access/diff/diff-document.ts';
import { cellText } from '../matrix/matrix-formats.ts';
import { accessInWords, placesInWords } from './change-words.ts';

/** The differences in Markdown, for a pull request. */
export function diffMarkdown(document: DiffDocument): string {
  const { widened, narrowed, pathsOpened, withoutAdministrator, unreadable, undecided, inexact } = document;
  const lines = [
    `## Access: ${isUnchanged(document) ? 'no access changed' : `${widened.length} widened, ${narrowed.length} narrowed`}`,
    '',
    ...table('Widened', widened),
    ...table('Narrowed', narrowed),
    ...list(
      'Paths opened over roles and users',
      pathsOpened.map(
        ({ principal, over, access, resource }) =>
          `${principal} → ${over.join(' → ')}: ${access} ${resource}`,
      ),
    ),
    ...list('Keys that no principal can administer any more', withoutAdministrator),
    ...list('Resources that no principal can read any more', unreadable),
    ...list(
      'Not decided',
      undecided.map(({ principal, what, reason }) => `${principal}: ${what}: ${reason}`),
    ),
    ...list(
      'Not exact: further classes of requests may differ',
      inexact.map(({ key, reason }) => `${key}: ${reason}`),
    ),
    `${document.compared} accesses compared, from ${cellText(document.before)} to ${cellText(document.after)}.`,
  ];
  return lines.join('\n');
}

function table(title: string, changes: readonly ChangeDocument[]): readonly string[] {
  if (changes.length === 0) return [];
  return [
    `### ${title}`,
    '',
    '| who | access | when | now | before |',
    '| --- | --- | --- | --- | --- |',
    ...changes.map((change) => {
      const cells = [
        change.principals.map(cellText).join('<br>'),
        cellText(accessInWords(change)),
        cellText(change.when),
        placesInWords(change.after).map(cellText).join('<br>'),
        placesInWords(change.before).map(cellText).join('<br>'),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
  ];
}

function list(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`### ${title}`, '', ...items.map((item) => `- ${cellText(item)}`), ''];
}
