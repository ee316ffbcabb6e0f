/** Platforms by SimGrid's document type: walks through its content models, and small valid ones with changes. */
import { simgridDtd } from '../../../src/platform/dtd.ts';
import type { FuzzCase } from '../case.ts';
import type { Draw } from '../draw.ts';
import { hostileNumber, hostileWord } from '../hostile.ts';
import { mutateText } from '../mutate/text.ts';
import { SMALL_EXPERIMENT, SMALL_PLATFORMS } from './seeds.ts';

const HEAD = `<?xml version='1.0'?>\n<!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">\n`;

const IDS = ['pm-0', 'pm-1', 'pm-2', 'net', 'rack', 'all', 'wave', 'switch'];

/** Likely values by the name of the attribute. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  version: ['4.1'],
  speed: ['1Gf', '10Gf', '2Gf,1Gf', '1f'],
  core: ['1', '4', '128'],
  bandwidth: ['1GBps', '10Gbps', '100Mbps'],
  bw: ['1GBps', '10Gbps'],
  bb_bw: ['10GBps', ''],
  latency: ['0us', '50us', '1ms'],
  lat: ['50us', '0s'],
  radical: ['0-3', '0', '0-1,4,6-7', '1-2'],
  prefix: ['pm-', 'c-'],
  suffix: ['', '.me'],
  routing: ['Full', 'Floyd', 'Dijkstra', 'DijkstraCache', 'Star', 'Vivaldi', 'None', 'Cluster', 'Wifi'],
  pstate: ['0', '1'],
  periodicity: ['0', '1', '60', '3600'],
  size: ['1GB'],
  topo_parameters: ['', '2,2;1,1', '2;4,2;1,1;1,1', '2,1;2,1;2,1;2'],
  element: IDS,
  trace: IDS,
  src: IDS,
  dst: IDS,
  id: IDS,
};

/** Properties that mean something, as attributes of <prop>. */
const PROPERTIES: readonly (readonly [string, string])[] = [
  ['wattage_per_state', '185:185:235'],
  ['wattage_per_state', '100:200'],
  ['wattage_off', '20'],
  ['role', 'warehouse'],
  ['role', 'highpower'],
  ['role', 'storage'],
  ['ram', '16GB'],
  ['network', 'storage'],
];

function attributes(element: string, draw: Draw): string {
  if (element === 'prop') {
    const [id, value] = draw.pick(PROPERTIES);
    const shown = draw.chance(0.1) ? hostileNumber(draw) : value;
    return ` id="${id}" value="${escaped(shown)}"`;
  }
  const known = [...(simgridDtd().get(element)?.attributes ?? [])];
  const wanted = known.filter(([, { required }]) => (required ? !draw.chance(0.02) : draw.chance(0.15)));
  return wanted
    .map(([name, { words }]) => {
      const value = draw.chance(0.03) ? hostileWord(draw) : draw.pick(words ?? VALUES[name] ?? ['', ...IDS]);
      return ` ${name}="${escaped(value)}"`;
    })
    .join('');
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Elements that real platforms consist of come up more often. */
const COMMON = new Set(['zone', 'host', 'cluster', 'link', 'route', 'link_ctn', 'prop', 'zoneRoute', 'router']);

/** An element and what the content model lets stand in it. */
function element(name: string, draw: Draw, depth: number): string {
  let state = simgridDtd().get(name)?.content;
  const children: string[] = [];
  for (
    let left = depth > 4 ? 0 : draw.below(depth === 0 ? 3 : 6);
    left > 0 && state && state.allowed.length > 0;
    left--
  ) {
    const likely = state.allowed.filter((child) => COMMON.has(child));
    const child = draw.pick(likely.length > 0 && draw.chance(0.9) ? likely : state.allowed);
    children.push(element(child, draw, depth + 1));
    state = state.next(child);
  }
  return `<${name}${attributes(name, draw)}>${children.join('\n')}</${name}>`;
}

/** Gives one element of a platform another attribute value, another child, or takes it away. */
function changeElement(xml: string, draw: Draw): string {
  const tags = [...xml.matchAll(/<(host|cluster|zone|link|route|link_ctn|prop)\b[^>]*>/g)];
  if (tags.length === 0) return xml;
  const { 0: tag, 1: name = '', index } = draw.pick(tags);
  const before = xml.slice(0, index);
  const after = xml.slice(index + tag.length);
  switch (draw.below(4)) {
    case 0:
      return before + after;
    case 1:
      return before + tag + element(draw.pick([...simgridDtd().keys()]), draw, 4) + after;
    case 2:
      return `${before}<${name}${attributes(name, draw)}${tag.endsWith('/>') ? '/>' : '>'}${after}`;
    default: {
      const by = draw.chance(0.5) ? hostileNumber(draw) : hostileWord(draw);
      const values = [...tag.matchAll(/"[^"]*"/g)];
      if (values.length === 0) return xml;
      const { 0: value, index: at } = draw.pick(values);
      return `${before}${tag.slice(0, at)}"${escaped(by)}"${tag.slice(at + value.length)}${after}`;
    }
  }
}

function platformText(draw: Draw): string {
  if (draw.chance(0.3)) return HEAD + element('platform', draw, 0);
  let xml = draw.pick(SMALL_PLATFORMS);
  for (let left = draw.below(3); left > 0; left--) xml = changeElement(xml, draw);
  return draw.chance(0.2) ? mutateText(xml, draw) : xml;
}

export function platformCase(draw: Draw): FuzzCase {
  return {
    class: 'platform',
    files: {
      'platform.xml': platformText(draw),
      'experiment.yaml': JSON.stringify({
        ...SMALL_EXPERIMENT,
        policy: draw.pick(['ffd', 'none', 'warehouse-highpower']),
      }),
    },
    args: draw.chance(0.2) ? ['validate', 'platform.xml'] : ['validate', 'experiment.yaml'],
  };
}
