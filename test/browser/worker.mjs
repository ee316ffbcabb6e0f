import { SimGrid } from '/dist/index.js';
import { tour } from './tour.mjs';

const told = await tour(SimGrid).catch((error) => String(error.stack ?? error));
postMessage(told);
