// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { Away } from '../../api/client';
import { peekView } from '../../store/views';
import { keepProcedure } from '.';
import { signedIn } from './office.fake';

afterEach(() => vi.unstubAllGlobals());

it('is asked for once a day, and lies here then', async () => {
  let asked = 0;
  await signedIn(() => Response.json({ day: '2026-11-27', asked: (asked += 1) }));

  await keepProcedure();
  await keepProcedure();

  expect(await peekView('procedure')).toMatchObject({ asked: 1 });
});

it('is asked for again where the line was away', async () => {
  let away = true;
  await signedIn(() => {
    if (away) throw new TypeError('no line');
    return Response.json({ day: '2026-11-27' });
  });
  await expect(keepProcedure()).rejects.toBeInstanceOf(Away);

  away = false;
  await keepProcedure();

  expect(await peekView('procedure')).toMatchObject({ day: '2026-11-27' });
});
