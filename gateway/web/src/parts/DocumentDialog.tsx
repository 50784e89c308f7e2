import { useRef } from 'preact/hooks';
import { words } from '../i18n';
import { Dialog } from './Dialog';
import en from './en.json';
import hi from './hi.json';
import './office/pages.css';
import { Trouble } from './Trouble';
import { useBlob } from './useBlob';
import { Waiting } from './Waiting';

const t = words({ hi, en });

interface Props {
  title: string;
  /** For the file that one saves, with its ending. */
  fileName: string;
  load: () => Promise<Blob>;
  onClose: () => void;
}

/** A whole document in the browser's own viewer, to read, print or save. */
export function DocumentDialog({ title, fileName, load, onClose }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const { loaded, trouble, again } = useBlob(load);
  const { url, type } = loaded ?? { url: null, type: '' };
  return (
    <Dialog title={title} onClose={onClose} wide>
      <Trouble error={trouble} again={again} />
      {!url && trouble === null && <Waiting />}
      {url && (
        <>
          <div class="actions">
            {type === 'application/pdf' && (
              <button type="button" class="main" onClick={() => frame.current?.contentWindow?.print()}>
                {t('print')}
              </button>
            )}
            <a class="button" href={url} download={fileName}>
              {t('save')}
            </a>
            <a class="button" href={url} target="_blank" rel="noopener">
              {t('own_window')}
            </a>
          </div>
          {type === 'application/pdf' && <iframe ref={frame} class="document-frame" src={url} title={title} />}
          {type.startsWith('image/') && type !== 'image/tiff' && <img class="document-frame" src={url} alt={title} />}
        </>
      )}
    </Dialog>
  );
}
