// What the notes of a file can refer to: the pages of its correspondence, its green notes and their paragraphs.
import { either } from '../../i18n';
import { plain } from '../../parts/marked/grammar';
import type { Place } from './completion';
import { pagesOf } from './pages';
import type { NoteView, Paper } from './views';

const BEGINNING = 60;

/** In the file's order; `notes` are the green ones, which are counted from 1. */
export function placesOf(notes: readonly NoteView[], papers: readonly Paper[]): Place[] {
  const pages = pagesOf(papers).map(({ number, paper, isFirst }) => ({
    target: 'page' as const,
    number,
    about: paper.title,
    leads: isFirst,
  }));
  const written = notes.map(({ author }, at) => ({
    target: 'note' as const,
    number: at + 1,
    about: either(author.post.designation_hi, author.post.designation_en),
    leads: true,
  }));
  const paragraphs = notes
    .flatMap((note) => note.paragraphs)
    .map(({ number, text }) => ({ target: 'para' as const, number, about: plain(text).slice(0, BEGINNING), leads: true }));
  return [...pages, ...written, ...paragraphs];
}
