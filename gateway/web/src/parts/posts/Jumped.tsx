import { useEffect, useState } from 'preact/hooks';
import { type Schemas, api, view } from '../../api/client';
import { number, words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';
import { titleOf } from './desks';

const t = words({ hi, en });
const PAUSE = 250;
export type Route = Schemas['JumpedLevelsView'];
type Level = Schemas['JumpedLevelView'];

/** What the State's channel says of marking the file to a desk; null until it is known, and without a line. */
export function useRoute(fileId: string | undefined, to: string | undefined): Route | null {
  const [found, setFound] = useState<{ to: string; route: Route | null } | null>(null);
  useEffect(() => {
    if (!fileId || !to) return;
    let wanted = true;
    const timer = setTimeout(() => {
      void routeTo(fileId, to).then((route) => wanted && setFound({ to, route }));
    }, PAUSE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [fileId, to]);
  return found?.to === to ? (found?.route ?? null) : null;
}

/** Whether the server will refuse it, as far as is known. */
export function isBarred(route: Route | null, straight: boolean): boolean {
  return Boolean(route && (route.most_levels || (route.first && !straight)));
}

interface Props {
  route: Route | null;
  straight: boolean;
  /** Absent where it is not offered to go straight. */
  onStraight?: (straight: boolean) => void;
}

/** Levels that the file passes over, and those through which it has to come back. Without a line it says nothing. */
export function Jumped({ route, straight, onStraight }: Props) {
  const { items = [], first, informed = [], vacant = [], most_levels: most } = route ?? {};
  const says = items.length > 0 || first || vacant.length > 0 || most;
  return (
    <div role="status" class={says ? '' : 'hidden-text'}>
      {items.length > 0 && <p class="badge warn">{t('jumped', { levels: named(items) })}</p>}
      {most && <p class="notice">{t('levels_full', { levels: number(most) })}</p>}
      {first && <p class="notice">{t('returns_first', { level: titleOf(first.post) })}</p>}
      {first && onStraight && (
        <label class="check">
          <input type="checkbox" checked={straight} onChange={(event) => onStraight(event.currentTarget.checked)} />
          {t('straight', { levels: named(informed) })}
        </label>
      )}
      {vacant.length > 0 && <p class="soft">{t('levels_vacant', { levels: named(vacant) })}</p>}
    </div>
  );
}

function named(levels: Level[]): string {
  return levels.map(({ post }) => titleOf(post)).join(', ');
}

async function routeTo(file_id: string, to_post: string): Promise<Route | null> {
  try {
    const params = { path: { file_id }, query: { to_post } };
    return await view(api.GET('/files/{file_id}/jumped-levels', { params }));
  } catch {
    return null; // sending it will say what is wrong
  }
}
