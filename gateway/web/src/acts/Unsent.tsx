import { actsOf } from '.';
import { Refused } from './Refused';
import { WaitingAct } from './WaitingAct';
import { isUnasked } from './act';

interface Props {
  /** A file's or receipt's id. */
  queue: string;
  /** Kinds that the screen shows elsewhere, beside their text. */
  except?: ReadonlySet<string>;
  /** The text of a refused act stands again where it is written. */
  onEdit?: () => void;
}

/** What was done to the thing on screen and has not arrived: refused, with what to do about it, or waiting. */
export function Unsent({ queue, except, onEdit }: Props) {
  const all = actsOf(queue).filter((act) => !isUnasked(act));
  const isStopped = all.some((act) => act.state === 'refused');
  const shown = all.filter((act) => !except?.has(act.kind));
  return (
    <>
      {shown.map((act) =>
        act.state === 'refused' ? (
          <Refused key={act.id} act={act} {...(onEdit ? { onEdit } : {})} />
        ) : (
          <WaitingAct key={act.id} act={act} isStopped={isStopped} />
        ),
      )}
    </>
  );
}
