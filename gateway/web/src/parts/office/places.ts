// All offices of the district, and the sections of one, for whoever chooses among them.
import { api, every, view } from '../../api/client';
import { reloadViews, useView } from '../../store/views';

const PART = 200;
const from = (cursor: string | undefined) => (cursor ? { limit: PART, cursor } : { limit: PART });

export function useOffices() {
  return useView('places:offices', () => every((cursor) => view(api.GET('/offices', { params: { query: from(cursor) } })))).value;
}

export function useUnits(office: string) {
  return useView(`places:units:${office}`, () =>
    every((cursor) => view(api.GET('/units', { params: { query: { office_id: office, ...from(cursor) } } }))),
  ).value;
}

/** Load them again: one was changed. */
export function placesChanged(): void {
  reloadViews('places:');
}
