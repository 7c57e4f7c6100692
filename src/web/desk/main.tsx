import { render } from 'preact';
import { Desk } from './desk.tsx';

const place = document.getElementById('page');
if (place === null) throw new Error('the page has no place for its content: see index.html');
render(<Desk />, place);
