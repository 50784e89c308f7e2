import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import type { FileView } from './views';

/** The file that it belongs to, and the way back to it. */
export function Heading({ file, title, children }: { file: FileView | null; title: string; children?: ComponentChildren }) {
  return (
    <header>
      {file && (
        <p>
          <Link href={`/files/${file.id}`}>{file.number}</Link> <span class="soft">{file.subject}</span>
        </p>
      )}
      <h1>{title}</h1>
      {children}
    </header>
  );
}
