from django.http import JsonResponse


def refusal(sentence, status, **more):
    """What went wrong, for the person at the desk, as the desk's scripts read it."""
    return JsonResponse({"error": sentence, **more}, status=status)
