import { styleText } from 'node:util';
import { type ChangeDocument, type DiffDocument, isUnchanged } from '../../access/diff/diff-document.ts';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';
import { accessInWords, placesInWords } from './change-words.ts';

/** The differences for a terminal. */
export function diffLines(document: DiffDocument): readonly string[] {
  const { widened, narrowed, pathsOpened, withoutAdministrator, unreadable, undecided, inexact } = document;
  const total = `${document.compared} accesses compared: ${widened.length} widened, ${narrowed.length} narrowed`;
  return [
    ...section(
      'widened',
      widened.flatMap((change) => changeLines(change, styleText('red', '+'))),
    ),
    ...section(
      'narrowed',
      narrowed.flatMap((change) => changeLines(change, styleText('green', '-'))),
    ),
    ...section(
      'paths opened over roles and users',
      pathsOpened.flatMap(({ principal, over, access, resource }) =>
        indented(`${principal} → ${over.join(' → ')}: ${access} ${resource}`, 4),
      ),
    ),
    ...section(
      'keys that no principal can administer any more',
      withoutAdministrator.flatMap((name) => indented(name, 4)),
    ),
    ...section(
      'resources that no principal can read any more',
      unreadable.flatMap((name) => indented(name, 4)),
    ),
    ...section(
      'not decided',
      undecided.flatMap(({ principal, what, reason }) => indented(`${principal}: ${what}: ${reason}`, 4)),
    ),
    ...section(
      'not exact: further classes of requests may differ',
      inexact.flatMap(({ key, reason }) => indented(`${key}: ${reason}`, 4)),
    ),
    ...(isUnchanged(document) ? ['no access changed'] : []),
    ...wrapLines(total, outputWidth()).map((line) => styleText('dim', line)),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [styleText('bold', title), ...lines, ''];
}

function changeLines(change: ChangeDocument, mark: string): readonly string[] {
  const { principals, when, before, after } = change;
  const [first = '', ...more] = wrapLines(
    `${principals.join(', ')}: ${accessInWords(change)}`,
    outputWidth() - 4,
    false,
  );
  return [
    `  ${mark} ${first}`,
    ...more.map((line) => `    ${line}`),
    ...(when === 'always' ? [] : indented(`if ${when}`, 6).map((line) => styleText('yellow', line))),
    ...sideLines('now', placesInWords(after)),
    ...sideLines('before', placesInWords(before)),
  ];
}

function sideLines(label: string, places: readonly string[]): readonly string[] {
  return places.flatMap((place, index) => {
    const [first = '', ...more] = wrapLines(place, outputWidth() - 14, false);
    const head = `      ${(index === 0 ? label : '').padEnd(8)}${first}`;
    return [head, ...more.map((line) => `${' '.repeat(14)}${line}`)].map((line) => styleText('dim', line));
  });
}

function indented(text: string, indent: number): readonly string[] {
  return wrapLines(text, outputWidth() - indent, false).map((line) => ' '.repeat(indent) + line);
}
