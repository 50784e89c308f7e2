import { useState } from 'preact/hooks';
import { api, view } from '../../api/client';
import { either, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { PostPicker } from '../../parts/PostPicker';
import { Choice, Pair, SaveButtons, Text } from './Controls';
import { type Office, type Post, ROLES, type Role, type Unit, seen, seenVersion, usePosts } from './directory';
import en from './en.json';
import hi from './hi.json';
import { TroubleOrProposal } from './Proposing';
import { useSaving } from './useSaving';

const t = words({ hi, en });

function initial(post: Post | null) {
  return {
    unit_id: post?.unit_id ?? null,
    designation_hi: post?.designation_hi ?? '',
    designation_en: post?.designation_en ?? '',
    abbreviation_hi: post?.abbreviation_hi ?? '',
    abbreviation_en: post?.abbreviation_en ?? '',
    roles: post?.roles ?? (['dealing_hand'] as Role[]),
    superior_post_id: post?.superior_post_id ?? null,
    heads: post?.heads ?? [],
  };
}

type Values = ReturnType<typeof initial>;

interface Props {
  post: Post | null;
  office: Office;
  units: Unit[];
  onClose: () => void;
}

/** A post: section, names, what it may do, who stands above it. */
export function PostForm({ post, office, units, onClose }: Props) {
  const [values, setValues] = useState<Values>(() => initial(post));
  const change = (part: Partial<Values>) => setValues({ ...values, ...part });
  const bodyOf = (deleted: boolean) => ({
    ...values,
    deleted,
    office_id: office.id,
    ...(post ? { post_id: post.id } : {}),
  });
  const send = (deleted: boolean) => view(api.POST('/admin/posts', { params: seen(post), body: bodyOf(deleted) }));
  const saving = useSaving(() => send(false), onClose, t('saved'));
  const removing = useSaving(() => send(true), onClose, t('saved'));
  return (
    <Dialog title={t(post ? 'edit_post' : 'new_post')} onClose={onClose}>
      <form onSubmit={saving.run}>
        <Pair of="designation" value={values} onChange={change} error={saving.error} />
        <Pair of="abbreviation" value={values} onChange={change} error={saving.error} />
        <Choice
          label={t('unit')}
          value={values.unit_id ?? ''}
          options={[['', t('no_unit')], ...units.map((unit) => [unit.id, either(unit.name_hi, unit.name_en)] as const)]}
          error={saving.error('unit_id')}
          onPick={(id) => change({ unit_id: id || null })}
        />
        <Roles roles={values.roles} onChange={(roles) => change({ roles })} />
        <Superior office={office.id} post={post} value={values.superior_post_id} onPick={(id) => change({ superior_post_id: id })} />
        <Text
          label={t('post_heads')}
          hint={t('post_heads_hint')}
          value={values.heads.join(', ')}
          error={saving.error('heads')}
          onInput={(text) => change({ heads: text.split(/[,\s]+/).filter(Boolean) })}
        />
        <TroubleOrProposal
          error={saving.trouble ?? removing.trouble}
          act={{ save_post: { ...bodyOf(removing.trouble !== null), ...seenVersion(post) } }}
          done={onClose}
        />
        <SaveButtons busy={saving.busy || removing.busy} onRemove={post ? () => void removing.run() : undefined} />
      </form>
    </Dialog>
  );
}

function Roles({ roles, onChange }: { roles: Role[]; onChange: (roles: Role[]) => void }) {
  return (
    <fieldset>
      <legend>{t('roles')}</legend>
      {ROLES.map((role) => (
        <label key={role} class="check">
          <input
            type="checkbox"
            checked={roles.includes(role)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...roles, role] : roles.filter((each) => each !== role))
            }
          />
          {t(`role_${role}`)}
        </label>
      ))}
    </fieldset>
  );
}

interface SuperiorProps {
  office: string;
  post: Post | null;
  value: string | null;
  onPick: (id: string | null) => void;
}

/** Posts of the same office are offered at once; the directory has the others. */
function Superior({ office, post, value, onPick }: SuperiorProps) {
  const [elsewhere, setElsewhere] = useState(false);
  const here = (usePosts(office).value ?? []).filter((entry) => entry.post.id !== post?.id);
  const isHere = !value || here.some((entry) => entry.post.id === value);
  if (elsewhere) return <PostPicker label={t('superior')} except={post ? [post.id] : []} onPick={(desk) => onPick(desk?.post_id ?? null)} />;
  return (
    <>
      <Choice
        label={t('superior')}
        value={value ?? ''}
        options={[
          ['', t('none')],
          ...(isHere || !value ? [] : [[value, t('superior_elsewhere')] as const]),
          ...here.map((entry) => [entry.post.id, either(entry.post.designation_hi, entry.post.designation_en)] as const),
        ]}
        onPick={(id) => onPick(id || null)}
      />
      <button type="button" class="plain" onClick={() => setElsewhere(true)}>
        {t('superior_other_office')}
      </button>
    </>
  );
}
