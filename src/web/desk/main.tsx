import { render } from 'preact';
import { Desk } from './desk.tsx';

const place = document.getElementById('page');
if (place === null) throw new Error('index.html has no element #page');
render(<Desk />, place);
