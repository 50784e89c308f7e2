// Practice is kept with the person's other rows on this PC, and goes away with them at sign-out.
import { store } from '../../store/db';
import type { World } from './world';

const KEY = 'practice';

export async function kept(): Promise<World | null> {
  try {
    return ((await (await store()).get('rows', KEY))?.value as World | undefined) ?? null;
  } catch {
    return null; // this PC keeps nothing; practice works without
  }
}

export async function keep(world: World): Promise<void> {
  try {
    await (await store()).put('rows', { key: KEY, value: world });
  } catch {
    return;
  }
}
