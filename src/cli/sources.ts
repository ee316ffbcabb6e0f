/** The documents behind the short names of sources, as docs/sources.md has them, too. */
const TITLES = {
  'Akiyama 2014':
    'S. Akiyama: Reducing Energy Consumption of Data Centers by Improving Virtual Machine Live Migration. ' +
    'Doctoral dissertation, The University of Tokyo, 2014',
  'Aldhalaan and Menascé 2013':
    'A. Aldhalaan and D. A. Menascé: Analytic Performance Modeling and Optimization of Live VM Migration. ' +
    'EPEW 2013, LNCS 8168, pp. 28-42',
  'Beloglazov and Buyya 2012':
    'A. Beloglazov and R. Buyya: Optimal Online Deterministic Algorithms and Adaptive Heuristics for Energy and ' +
    'Performance Efficient Dynamic Consolidation of Virtual Machines in Cloud Data Centers. Concurrency and ' +
    'Computation: Practice and Experience 24(13), 2012',
  'Glad and Forsman 2013':
    "A. Glad and M. Forsman: Automated Live Migration of Virtual Machines. Master's thesis, Blekinge Institute of " +
    'Technology, 2013',
  'Johnson 1973': 'D. S. Johnson: Near-Optimal Bin Packing Algorithms. PhD thesis, MIT, 1973',
  'Kleinrock 1975': 'L. Kleinrock: Queueing Systems, Volume 1: Theory. Wiley, 1975',
  'Kuczura 1973':
    'A. Kuczura: The Interrupted Poisson Process As An Overflow Process. Bell System Technical Journal 52(3), 1973',
  'Sumithra and Naveen':
    'Sumithra K S and N. N. Naveen: Virtual Machine Migrations Used in Dynamic Resource Management. ' +
    'Coorg Institute of Technology, no date',
} as const;

/** A line for each document that a text cites by its short name; empty without any. */
export function citedTitles(text: string): readonly string[] {
  return Object.entries(TITLES).flatMap(([name, title]) => (text.includes(name) ? [`${name}: ${title}`] : []));
}
