import { type Html, html } from '../html/html.ts';
import { prose } from './words.ts';

/** The paragraphs of a description: lines that follow each other are one, as in the feature file. */
export function paragraphs(text: string): readonly Html[] {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => html`<p>${prose(part.replaceAll('\n', ' '))}</p>`);
}
