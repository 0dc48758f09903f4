"""Addresses of the fronts on the desk."""

from django import template

from articles.admin_fronts import address

register = template.Library()

register.simple_tag(address, name="desk_front")
