import { useEffect, useState } from 'preact/hooks';
import { type Schemas, api, view } from '../../api/client';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';

/** A file: noting and correspondence side by side. */
export default function File({ id }: { id: string }) {
  const [file, setFile] = useState<Schemas['FileView'] | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  useEffect(() => {
    view(api.GET('/files/{file_id}', { params: { path: { file_id: id } } })).then(setFile, setTrouble);
  }, [id]);
  if (trouble) return <Trouble error={trouble} />;
  if (!file) return <Waiting />;
  return (
    <h1>
      {file.number} · {file.subject}
    </h1>
  );
}
