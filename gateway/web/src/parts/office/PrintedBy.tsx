import { actingPost, session } from '../../api/session';
import { either, moment } from '../../i18n';

/** On paper only: who printed it, in which post, and when. */
export function PrintedBy() {
  const person = session.value?.person;
  const post = actingPost.value;
  return (
    <span class="print-only">
      {' '}
      · {either(person?.name_hi, person?.name_en)}, {either(post?.designation_hi, post?.designation_en)}, {moment(new Date().toISOString())}
    </span>
  );
}
