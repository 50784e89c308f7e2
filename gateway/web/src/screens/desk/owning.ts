// Which tab holds a batch: a lock of the browser, which goes with its tab, however the tab goes.

const free = new Map<string, () => void>();
const nameOf = (id: string) => `patravali.batch.${id}`;

/** From now on this tab holds it. Nothing where the browser has no locks (an address without TLS). */
export function own(id: string): void {
  if (!navigator.locks || free.has(id)) return;
  const held = new Promise<void>((resolve) => free.set(id, resolve));
  void navigator.locks.request(nameOf(id), () => held);
}

export function disown(id: string): void {
  free.get(id)?.();
  free.delete(id);
}

/** Says whether some tab holds it; null where nobody can know. */
export async function owners(): Promise<((id: string) => boolean) | null> {
  if (!navigator.locks) return null;
  const { held = [], pending = [] } = await navigator.locks.query();
  const names = new Set([...held, ...pending].map(({ name }) => name));
  return (id) => names.has(nameOf(id));
}
