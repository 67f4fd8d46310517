// Included before everything else when better-sqlite3 is compiled for a runtime with Node-API 8.
//
// better-sqlite3 keeps references to strings, which Node-API allows from version 10 on. Here such a
// string travels in an array of one element, and the references made that way are remembered.
#ifndef PURSER_NAPI_8_H
#define PURSER_NAPI_8_H

#include <node_api.h>
#include <unordered_set>

namespace purser {

// One set per thread is enough: a reference belongs to one environment, an environment to one thread.
inline std::unordered_set<napi_ref>& boxed() {
  static thread_local std::unordered_set<napi_ref> references;
  return references;
}

inline napi_status create_reference(napi_env env, napi_value value, uint32_t count, napi_ref* result) {
  napi_valuetype type;
  napi_status status = napi_typeof(env, value, &type);
  if (status != napi_ok) return status;
  if (type != napi_string) return napi_create_reference(env, value, count, result);

  napi_value box;
  status = napi_create_array_with_length(env, 1, &box);
  if (status == napi_ok) status = napi_set_element(env, box, 0, value);
  // Nothing but the reference holds the box, so a weak one would be empty soon.
  if (status == napi_ok) status = napi_create_reference(env, box, count == 0 ? 1 : count, result);
  if (status == napi_ok) boxed().insert(*result);
  return status;
}

inline napi_status get_reference_value(napi_env env, napi_ref reference, napi_value* result) {
  napi_status status = napi_get_reference_value(env, reference, result);
  if (status != napi_ok || *result == nullptr) return status;
  if (boxed().find(reference) == boxed().end()) return status;
  return napi_get_element(env, *result, 0, result);
}

inline napi_status delete_reference(napi_env env, napi_ref reference) {
  boxed().erase(reference);
  return napi_delete_reference(env, reference);
}

}  // namespace purser

#define napi_create_reference purser::create_reference
#define napi_get_reference_value purser::get_reference_value
#define napi_delete_reference purser::delete_reference

#endif
