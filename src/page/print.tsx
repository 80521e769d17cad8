import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { PrintedPage } from './printed-page.tsx';

/**
 * Panes that scroll and lines that are not drawn cannot be printed: for the printer there is a document of its own, which
 * is made when it is asked for.
 */
export function usePrinting(): void {
  useEffect(() => {
    const box = document.createElement('div');
    box.className = 'printed';
    box.setAttribute('aria-hidden', 'true');
    document.body.append(box);
    const before = (): void => render(<PrintedPage />, box);
    const after = (): void => render(null, box);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
      box.remove();
    };
  }, []);
}
