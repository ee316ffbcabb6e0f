/* The C face of SimGrid in WebAssembly: resources and activities, no actors, no policy.
 *
 * Ownership. Strings passed in belong to the caller and are copied. Strings returned belong to this side and stay
 * valid until the next call that returns one. Hosts, links, CPU actions and flows are small integers, given out in
 * order of creation; nothing else crosses the boundary.
 *
 * Errors. A function that can fail returns a negative int, or NaN where it returns a double; sgw_error_*() then tell
 * what happened. A failed xbt_assert inside SimGrid aborts the instance: the host environment sees a trap and must
 * discard the instance; SimGrid's own message has gone to stderr by then.
 *
 * Units are SI: seconds, bytes, bytes per second, flop, flop per second, watts, joules. Byte counts are doubles,
 * because size_t has only 32 bits here. */
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/* What went wrong last: message, for platform files the file and line (0 = none), for a number that names nothing the
 * parameter that it was passed for (empty = it was not that). Host and link numbers are the caller's to keep in range:
 * how many there are never changes. */
const char* sgw_error_message(void);
const char* sgw_error_argument(void);
const char* sgw_error_file(void);
int sgw_error_line(void);

/* Engine. Call sgw_engine_create once, configure, then load one platform. */
const char* sgw_engine_version(void);
int sgw_engine_create(void);
int sgw_engine_config_set(const char* name, const char* value);
const char* sgw_engine_config_get(const char* name); /* NULL: no such item */
int sgw_engine_log_set(const char* control);         /* SimGrid's --log syntax, as in "root.thresh:warning" */
int sgw_link_energy_enable(void);                    /* SimGrid's link_energy plugin; off by default */
int sgw_engine_load(const char* platform_path);      /* returns the number of hosts */

/* Time. Advances to the next event, or to `until` if nothing happens before; returns the number of events, which the
 * two arrays describe until the next call. Completed activities are gone when they are reported. */
enum sgw_event_kind {
  SGW_FLOW_DONE = 0,   /* subject: flow */
  SGW_FLOW_FAILED = 1, /* subject: flow; a link on its way is down */
  SGW_HOST_CHANGED = 2 /* subject: host; its availability profile took it down or brought it back, or its speed profile changed it */
};
double sgw_engine_clock(void);
int sgw_engine_advance(double until); /* negative: to the next event, whenever it is; fails if nothing is left to happen */
const unsigned char* sgw_event_kinds(void);
const int* sgw_event_subjects(void);

/* Hosts, 0 .. n-1 in the order of the platform file. */
const char* sgw_host_name(int host);
const char* sgw_host_property(int host, const char* key); /* NULL: not set */
int sgw_host_cores(int host);
double sgw_host_speed(int host);       /* of one core at the current pstate, flop/s, profile not applied */
double sgw_host_speed_ratio(int host); /* what the speed profile leaves of it, 0..1 */
int sgw_host_pstates(int host);
int sgw_host_pstate(int host);
double sgw_host_speed_at(int host, int pstate);
int sgw_host_pstate_set(int host, int pstate); /* running CPU actions keep their demand, within the new speed */
int sgw_host_is_on(int host);
int sgw_host_is_down(int host); /* by its availability profile, whether or not it would be on otherwise */
int sgw_host_switch(int host, int on); /* fails while CPU actions live on a host that is to go off */
double sgw_host_load(int host);        /* flop/s being computed */

/* Energy, by SimGrid's host_energy plugin. */
double sgw_host_energy(int host);
double sgw_host_power(int host); /* as of the last advance: valid for the interval that ends now */
double sgw_host_power_idle(int host, int pstate);
double sgw_host_power_min(int host, int pstate);
double sgw_host_power_max(int host, int pstate);

/* CPU actions: endless work that asks for up to `demand` flop/s of a host and shares it fairly with the others,
 * weighted by cores. Demand 0 asks for nothing. */
int sgw_cpu_start(int host, int cores);
int sgw_cpu_demand(int action, double demand);
double sgw_cpu_rate(int action); /* flop/s granted, as of the last advance */
int sgw_cpu_stop(int action);

/* Flows: `bytes` from one host to another over the platform's route, at most `rate` bytes/s (negative: no cap). */
int sgw_flow_start(int from, int to, double bytes, double rate);
double sgw_flow_remaining(int flow);
int sgw_flow_cancel(int flow);

/* Links and routes. */
int sgw_link_count(void);
const char* sgw_link_name(int link);
const char* sgw_link_property(int link, const char* key); /* NULL: not set */
double sgw_link_bandwidth(int link);
double sgw_link_latency(int link);
double sgw_link_load(int link);        /* bytes/s, as of the last advance */
double sgw_link_energy(int link);      /* fails unless link energy was enabled; there is none for Wi-Fi */
int sgw_route_find(int from, int to);  /* returns the number of links */
double sgw_route_latency(void);        /* of the route found last */
const int* sgw_route_links(void);      /* of the route found last */

#ifdef __cplusplus
}
#endif
