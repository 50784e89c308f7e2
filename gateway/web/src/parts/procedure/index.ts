// What the office's State decides differently: the rules as they hold today, kept on this PC like any other view.
import { type Schemas, api, view } from '../../api/client';
import { session } from '../../api/session';
import { today } from '../../i18n';
import { type Seen, fetchView, peekView, useView } from '../../store/views';

export type Procedure = Schemas['ProcedureView'];

const KEY = 'procedure';
const load = () => view(api.GET('/procedure'));
/** For which charge, and on which day, they came to this PC. */
let cameFor = '';

/** Today's rules; those seen last where there is no line. Nothing is asked before a component uses it. */
export function useProcedure(): Seen<Procedure> {
  return useView(KEY, load).value;
}

/** As this PC keeps them; undefined where it never saw them. */
export function keptProcedure(): Promise<Procedure | undefined> {
  return peekView<Procedure>(KEY);
}

/** Have them here for what is done without a line; asked once a day. Throws Refusal or Away. */
export async function keepProcedure(): Promise<void> {
  const wanted = `${session.peek()?.person.id} ${session.peek()?.chargeId} ${today()}`;
  if (cameFor === wanted) return;
  await fetchView(KEY, load);
  cameFor = wanted;
}
