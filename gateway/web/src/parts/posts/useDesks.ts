import { useEffect, useState } from 'preact/hooks';
import type { Desk } from './desks';
import { type Subject, likelyDesks, searchDesks } from './shelf';

const PAUSE = 150;

export interface Found {
  desks: Desk[];
  /** Whether these are the likely ones, not an answer to what was typed. */
  likely: boolean;
  busy: boolean;
  trouble: unknown;
}

/** The desks to offer: the likely ones while nothing is typed, then what the directory finds. */
export function useDesks(query: string, except: string[], subject: Subject): Found {
  const [likely, setLikely] = useState<Desk[] | null>(null);
  const [found, setFound] = useState<{ query: string; desks: Desk[]; trouble: unknown } | null>(null);
  const asked = query.trim();
  useEffect(() => {
    let wanted = true;
    likelyDesks(except, subject).then(
      (desks) => wanted && setLikely(desks),
      () => wanted && setLikely([]),
    );
    return () => {
      wanted = false;
    };
  }, [except.join(), subject.fileId, subject.receiptId, subject.category]);
  useEffect(() => {
    if (!asked) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const answer = (desks: Desk[], trouble: unknown) =>
        stop.signal.aborted ||
        setFound({ query: asked, desks: desks.filter((desk) => !except.includes(desk.post_id)), trouble });
      searchDesks(asked, stop.signal).then(
        (desks) => answer(desks, null),
        (error) => answer([], error),
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked]);
  if (!asked) return { desks: likely ?? [], likely: true, busy: likely === null, trouble: null };
  const current = found?.query === asked;
  return { desks: found?.desks ?? [], likely: false, busy: !current, trouble: current ? found.trouble : null };
}
