import { either, words } from '../../i18n';
import { api, every, view } from '../../api/client';
import { Dialog } from '../../parts/Dialog';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import { ChargeList } from './ChargeList';
import type { Post } from './directory';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** Who holds this post, who held it, and who is going to. */
export function PostCharges({ post, onClose }: { post: Post; onClose: () => void }) {
  const charges = useView(`admin:charges:${post.id}`, () =>
    every((cursor) =>
      view(
        api.GET('/admin/charges', {
          params: { query: { post_id: post.id, ended: true, limit: 200, ...(cursor ? { cursor } : {}) } },
        }),
      ),
    ),
  ).value;
  return (
    <Dialog title={t('charges_of', { post: either(post.designation_hi, post.designation_en) })} onClose={onClose} wide>
      <Trouble error={charges.error} again={() => void charges.reload()} />
      {!charges.value && !charges.error && <Waiting />}
      {charges.value && (
        <ChargeList
          lines={charges.value.map(({ charge, person }) => ({
            charge,
            name: either(person.name_hi, person.name_en),
          }))}
          what={t('person')}
        />
      )}
    </Dialog>
  );
}
